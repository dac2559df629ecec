import type { Bilingual } from "@/i18n";

/** What the server sends in both languages. */
type Both = { [language: string]: string };

export interface Field {
  name: string;
  label: Both;
  /** Where the platform shows it. */
  where: Both;
  required: boolean;
  /** Made up by us when left empty, to be entered at the platform. */
  generated: boolean;
  multiline: boolean;
  secret: boolean;
}
export interface Kind {
  name: string;
  label: Both;
  account: Field;
  app: Field | null;
  fields: Field[];
  steps: Both[];
  callback_steps: Both[];
  default_api_url: string;
  receives_callbacks: boolean;
  can_sync: boolean;
}
export interface Health {
  last_callback_at: string | null;
  callbacks_24h: number;
  duplicates_24h: number;
  unknown_24h: number;
  refused_24h: number;
  waiting: number;
  failed: number;
  delay_p50_ms: number | null;
  delay_max_ms: number | null;
  token_expires_at: string | null;
}
export interface Connection {
  id: number;
  kind: string;
  kind_label: Both;
  name: string;
  account: string;
  app: string;
  settings: Record<string, unknown>;
  /** Names of those that are set; never what they are. */
  secrets: string[];
  /** Until then callbacks sealed with the replaced token or key are accepted. */
  retired_until: string | null;
  api_url: string;
  status: string;
  /** Why it does not work and what to do, when it does not. */
  status_hint: Both | null;
  checked_at: string | null;
  /** While set, nothing is called and what comes in is held. */
  switched_off_at: string | null;
  callback_url: string | null;
  /** Else the platform is told with each request, and nothing has to come. */
  callback_entered: boolean;
  can_sync: boolean;
  can_compare: boolean;
  health: Health;
}
/** With what has to be entered at the platform, shown once. */
export interface ConnectionMade extends Connection {
  made_up: { [name: string]: string };
}
export interface ConnectionForm {
  kind: string;
  name: string;
  account: string;
  app: string;
  secrets: { [name: string]: string };
  settings: { [name: string]: string };
  api_url?: string;
}
export interface ConnectionChange {
  name?: string;
  secrets?: { [name: string]: string };
  settings?: { [name: string]: string };
  api_url?: string;
  untried: boolean;
}
export interface Check {
  step: string;
  title: Both;
  state: string;
  found: Both;
  fix: Both | null;
}
export interface Examination {
  ok: boolean;
  checks: Check[];
}
export interface SyncState {
  state: string;
  progress: number | null;
  note: string | null;
  error: string | null;
  started_at: string;
  finished_at: string | null;
}
export interface KeptCallback {
  id: number;
  event: string;
  change_type: string;
  created_at: string;
  received_at: string;
  processed_at: string | null;
  outcome: string | null;
  attempts: number;
  error: string | null;
}
export interface Calls {
  path: string;
  calls: number;
  refused: number;
  last_errcode: number | null;
  limit: number | null;
  forecast: number;
}

export const asBilingual = (text: Both | null | undefined) => text as Bilingual | null | undefined;
