export interface LiveCode {
  id: number;
  name: string;
  channel: string | null;
  staff: { id: number; name: string }[];
  status: string;
  scans: number | null;
  friends: number;
  friends_today: number;
  created_at: string;
}
