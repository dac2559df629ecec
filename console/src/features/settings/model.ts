import type { Bilingual } from "@/i18n";

export interface Scope {
  kind: string;
  ids: number[];
}
export interface User {
  id: number;
  login: string;
  name: string;
  locale: string;
  role: { id: number; name: string };
  scope: Scope;
  active: boolean;
  last_login_at?: string | null;
}
export interface UserForm {
  login: string;
  name: string;
  password?: string;
  role_id: number;
  scope: Scope;
  locale: string;
  active?: boolean;
}
export interface Role {
  id: number;
  name: string;
  permissions: string[];
  builtin?: boolean;
  users?: number;
}
export interface Permission {
  key: string;
  label: Bilingual;
  group?: ({ key: string } & Bilingual) | null;
}
export interface Key {
  id: number;
  kind: string;
  name: string;
  scopes: string[];
  prefix?: string | null;
  created_at: string;
  last_used_at?: string | null;
  revoked_at?: string | null;
}
export interface AuditEntry {
  id: number;
  at: string;
  actor: string | null;
  action: string;
  subject: string | null;
  data: Record<string, unknown> | null;
  ip: string | null;
}
export interface AuditVerdict {
  ok: boolean;
  checked: number;
  broken_at: number | null;
}
export interface Connection {
  id: number;
  name: string;
  corp_id: string;
  callback_url: string;
  status?: string;
  health?: Health | null;
}
export interface Health {
  last_callback_at: string | null;
  callbacks_24h: number;
  duplicates_24h: number;
  failures_24h: number;
  token_expires_at: string | null;
}
export interface Store {
  id: number;
  name: string;
  region: string | null;
}
