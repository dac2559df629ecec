import type { LineOf } from "@/api/answers";
import type { EventWord, Filter } from "@/features/segments/model";

export const KINDS = ["text", "number", "money", "date", "time", "yes_no", "one_of", "many_of"] as const;
export type Kind = (typeof KINDS)[number];
export const MEASURES = [
  "count",
  "days",
  "sum",
  "average",
  "minimum",
  "maximum",
  "first",
  "last",
  "most_frequent",
  "first_at",
  "last_at",
] as const;
export type Measure = (typeof MEASURES)[number];

export interface Computed {
  event: string;
  measure: Measure;
  property?: string | null;
  where?: Filter[];
  window: { kind: string; n?: number; unit?: string };
}
export type Trait = LineOf<"/api/traits">;
export type Option = Trait["options"][number];
/** What is measured; null of what sources state. */
export const computedOf = (trait: Trait): Computed | null => trait.computed as Computed | null;

const PLAIN: readonly string[] = ["count", "days", "first_at", "last_at"];
const ABOUT_MONEY: readonly string[] = ["sum", "average", "minimum", "maximum"];

/** What kind of value a measure makes: a sum of amounts is money, the last of anything a text. */
export function kindOf(measure: Measure, ofMoney: boolean): Kind {
  if (measure === "count" || measure === "days") return "number";
  if (measure === "first_at" || measure === "last_at") return "time";
  if (ABOUT_MONEY.includes(measure)) return ofMoney ? "money" : "number";
  return "text";
}
export const isNumeric = (measure: Measure | undefined): boolean =>
  !!measure && ABOUT_MONEY.includes(measure);
export type Origin = "built_in" | "custom" | "computed";
export const originOf = (trait: Trait): Origin =>
  trait.computed || (trait.built_in && !trait.editable) ? "computed" : trait.built_in ? "built_in" : "custom";

export interface TraitValues {
  key: string;
  zh: string;
  en: string;
  kind: Kind;
  personal: boolean;
  options: string[];
  precedence: string[];
  origin: "custom" | "computed";
  event: string;
  measure: Measure;
  property: string | null;
  /** Only events of which all of this is true. */
  where: Filter[];
  days: number | null;
}

type CatalogEvent = LineOf<"/api/events/catalog">;
const OF_TIME: readonly string[] = ["date", "time", "datetime", "timestamp"];

/** An event as the fields of a rule want it, with the properties that a measure can be narrowed by. */
export const wordOf = ({ name, label, properties }: CatalogEvent): EventWord => ({
  name,
  label,
  group: null,
  properties: properties
    .filter(({ type }) => !OF_TIME.includes(type))
    .map((one) => ({ name: one.name, label: one.label, type: one.unit === "fen" ? "money" : one.type })),
});

/** How often and when need no property. */
export const needsProperty = (measure: Measure | undefined): boolean => !!measure && !PLAIN.includes(measure);

/** An option is written as the operator says it; its English name may follow after a bar. */
export function optionsOf(lines: string[], known: Option[]): Option[] {
  return lines.map((line) => {
    const found = known.find((option) => option.value === line || option.label.zh === line);
    return found ?? { value: line, label: { zh: line, en: line } };
  });
}

/** Moves what stands at `from` to stand at `to`. */
export function moved<T>(items: T[], from: number, to: number): T[] {
  const next = [...items];
  const [taken] = next.splice(from, 1);
  if (taken !== undefined) next.splice(to, 0, taken);
  return next;
}
