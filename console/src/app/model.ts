export interface Session {
  user: {
    id: number;
    login: string;
    name: string;
    locale: string;
    role: { id: number; name: string };
    scope: { kind: string; ids: number[] };
  };
  permissions: string[];
  csrf_token: string;
  organization: { name: string; timezone: string };
}
export interface SetupState {
  needed: boolean;
  organization?: string | null;
}
export interface SetupForm {
  organization: string;
  name: string;
  login: string;
  password: string;
  locale: string;
}
export interface Status {
  fresh_at: string | null;
  lag_seconds: number | null;
  version: string;
  queues?: Record<string, unknown>;
}
export interface Job {
  id: number;
  task: string;
  state: string;
  due: string;
  attempts: number;
  progress: number | null;
  note: string | null;
  error: string | null;
  created_at: string;
}
export interface Found {
  kind: string;
  id: string | number;
  title: string;
  subtitle: string | null;
  url: string;
}
export interface List<T> {
  items: T[];
  total: number;
}
