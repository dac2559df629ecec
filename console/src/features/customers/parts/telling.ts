import type { Bilingual } from "@/i18n";

export interface PropertyKind {
  name: string;
  type: string;
  label: Bilingual;
  personal: boolean;
}
export interface Said {
  name: string;
  label: Bilingual | null;
  value: string | number;
  money: boolean;
}

const MOST = 3;
/** What the server says instead of a personal property. */
export const MASK = "***";
/** Said elsewhere on the line, or of use to a machine only. */
const SILENT = new Set(["amount", "channel", "duration_ms", "latency_ms", "referrer", "winner", "how"]);
const isTechnical = (name: string) => name.endsWith("_id") || SILENT.has(name);
/** What names the thing, before what describes it. */
const FIRST = ["title", "name", "order_no", "tag", "keyword", "reason", "path"];

const rank = (name: string) => {
  const place = FIRST.indexOf(name);
  return place < 0 ? FIRST.length : place;
};

/** The few properties of an event that a reader wants under its name. Personal ones stay behind their mask. */
export function telling(properties: Record<string, unknown>, kinds: PropertyKind[]): Said[] {
  const kindOf = new Map(kinds.map((kind) => [kind.name, kind]));
  return Object.entries(properties)
    .filter(([name, value]) => !isTechnical(name) && !kindOf.get(name)?.personal && isPlain(value))
    .filter(([, value]) => value !== MASK)
    .sort(([one], [other]) => rank(one) - rank(other))
    .slice(0, MOST)
    .map(([name, value]) => ({
      name,
      label: kindOf.get(name)?.label ?? null,
      value: value as string | number,
      money: kindOf.get(name)?.type === "money",
    }));
}

const isPlain = (value: unknown) => (typeof value === "string" && value !== "") || typeof value === "number";
