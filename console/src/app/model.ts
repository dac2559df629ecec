import type { Bilingual, Language } from "@/i18n";

export interface RoleName {
  id: number;
  name: string;
  label: Bilingual;
}
export interface Session {
  user: {
    id: number;
    login: string;
    name: string;
    locale: string;
    role: RoleName;
    scope: { kind?: string; ids?: number[] };
  };
  permissions: string[];
  csrf_token: string;
  organization: { name: string; timezone: string };
}
export interface SetupState {
  needed: boolean;
  organization: string;
}
export interface SetupForm {
  organization: string;
  name: string;
  login: string;
  password: string;
  locale: Language;
}
export interface Status {
  fresh_at: string | null;
  /** How many commits of events each part that follows them is behind. */
  lag: Record<string, number>;
  version: string;
  queues: Record<string, number>;
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
