export interface ImportRun {
  id: number;
  kind: string;
  file_name: string;
  status: string;
  rows_total: number | null;
  rows_done: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  created_at: string;
}
