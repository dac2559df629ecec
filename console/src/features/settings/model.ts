import type { RoleName } from "@/app/model";
import type { Bilingual, Language } from "@/i18n";

export type ScopeKind = "all" | "region" | "store" | "own";
export interface Scope {
  kind?: ScopeKind;
  ids?: number[];
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
  locale?: Language;
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
/** A browser in which one is logged in. */
export interface OwnSession {
  id: number;
  created_at: string;
  last_used_at: string;
  ip: string;
  user_agent: string;
  current: boolean;
}
export type KeyKind = "write" | "api";
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
export interface Store {
  id: number;
  name: string;
  region: string | null;
}
