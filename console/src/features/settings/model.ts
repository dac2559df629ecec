import type { RoleName } from "@/app/model";
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
  role: RoleName;
  scope: Scope;
  active: boolean;
  last_login_at: string | null;
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
export interface Role extends RoleName {
  permissions: string[];
  builtin: boolean;
  users: number;
}
export interface Permission {
  key: string;
  label: Bilingual;
  group: { key: string } & Bilingual;
}
export interface Key {
  id: number;
  kind: string;
  name: string;
  scopes: string[];
  prefix: string;
  created_at: string;
  created_by: string;
  last_used_at: string | null;
  revoked_at: string | null;
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
  status: string;
}
export interface ConnectionDetail extends Connection {
  callback_url: string;
  health: Health;
}
export interface Health {
  last_callback_at: string | null;
  callbacks_24h: number;
  duplicates_24h: number;
  failures_24h: number;
  unknown_24h?: number;
  waiting?: number;
  token_expires_at: string | null;
}
export interface Store {
  id: number;
  name: string;
  region: string | null;
}
