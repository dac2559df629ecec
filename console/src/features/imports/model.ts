import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type ImportRow = Schemas["ImportSummary"];
export type ImportRun = Schemas["ImportOut"];
export type ImportPage = Schemas["ImportPage"];
export type ImportField = ImportRun["fields"][number];
export type Preset = Schemas["PresetOut"];
export type Mapping = Record<string, string>;
export type Kind = "orders" | "customers";

export const KINDS: Kind[] = ["orders", "customers"];
export const isOver = (status: string) => ["done", "failed", "cancelled"].includes(status);

/** How the file is to be read; the names are the server's. */
export interface ImportOptions {
  source: string;
  zone: string;
  amount_unit: "yuan" | "fen";
  lines: "sum" | "repeat";
  date_order: "ymd" | "mdy" | "dmy";
  channel: string | null;
  tags: string[];
  preset: string | null;
  /** Words of order states: word → placed, paid, cancelled or refunded. */
  statuses: Record<string, OrderState>;
}

export const ORDER_STATES = ["placed", "paid", "cancelled", "refunded"] as const;
export type OrderState = (typeof ORDER_STATES)[number];
