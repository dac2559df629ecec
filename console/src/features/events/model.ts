import type { Bilingual } from "@/i18n";

export interface LiveEvent {
  event_id: string;
  event: string;
  label: Bilingual | null;
  occurred_at: string;
  received_at: string;
  /** 0 or null: a visitor not recognised yet. */
  person_id: number | null;
  person_name?: string | null;
  account: string | null;
  channel: string | null;
  staff_id: string | number | null;
  store_id: string | number | null;
  amount: number | null;
  properties: Record<string, unknown>;
}
export interface EventProperty {
  name: string;
  type: string;
  unit: string | null;
  label: Bilingual;
  example: unknown;
  personal: boolean;
}
export interface EventKind {
  name: string;
  label: Bilingual;
  group: { key: string } & Bilingual;
  verified: boolean;
  properties: EventProperty[];
  count: number;
  last_seen_at: string | null;
}
export interface RejectedEvent {
  id: number;
  at: string;
  source: string | null;
  event: string | null;
  code: string;
  message: Bilingual;
  sample: unknown;
}
