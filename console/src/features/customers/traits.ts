import type { TFunction } from "i18next";
import type { LineOf } from "@/api/answers";
import type { Language } from "@/i18n";
import { exactCount, exactMoney, exactTime } from "@/i18n/format";

/** What there is to know about customers. */
export type TraitDefinition = LineOf<"/api/traits">;
export type TraitKind = TraitDefinition["kind"];

/** Said by platforms about their account; nobody types these. */
const OF_PLATFORMS = ["avatar", "type", "stage"];

/** Those that a person may state. */
export const editable = (traits: TraitDefinition[]): TraitDefinition[] =>
  traits.filter((trait) => trait.editable && !OF_PLATFORMS.includes(trait.key));

interface Lunar {
  calendar: "lunar";
  year: number | null;
  month: number;
  day: number;
  leap: boolean;
}
const isLunar = (value: unknown): value is Lunar =>
  typeof value === "object" && value !== null && (value as Lunar).calendar === "lunar";

interface Reader {
  t: TFunction;
  language: Language;
  timezone: string;
}

/** A value as a person reads it; without a definition as it stands. */
export function traitText(value: unknown, trait: TraitDefinition | undefined, reader: Reader): string {
  const { t, language, timezone } = reader;
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length))
    return "—";
  if (Array.isArray(value))
    return value.map((one) => traitText(one, trait, reader)).join(t("ui:filter.comma"));
  if (isLunar(value)) {
    const day = t("customers:traits.lunarDay", {
      month: value.month,
      day: value.day,
      leap: value.leap ? t("customers:traits.leap") : "",
    });
    return value.year
      ? t("customers:traits.lunarYear", { year: value.year, day })
      : t("customers:traits.lunar", { day });
  }
  if (typeof value === "object") return JSON.stringify(value);
  const option = trait?.options.find((one) => one.value === value);
  if (option) return option.label[language];
  if (trait?.kind === "yes_no")
    return t(value === true || value === "true" ? "customers:yes" : "customers:no");
  if (trait?.kind === "money" && typeof value === "number") return exactMoney(value, language);
  if (trait?.kind === "number" && typeof value === "number") return exactCount(value, language);
  if (trait?.kind === "time") return exactTime(String(value), language, timezone);
  return String(value);
}

const FEN = 100;

/** What a field of a form holds, as the server keeps it; an empty field forgets. */
export function sentValue(value: unknown, kind: TraitKind): unknown {
  if (value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length))
    return null;
  if (kind === "money") return Math.round(Number(value) * FEN);
  return value;
}

/** What a field of a form starts with. */
export function formValue(value: unknown, kind: TraitKind): unknown {
  if (value === null || value === undefined) return undefined;
  if (kind === "money") return Number(value) / FEN;
  if (kind === "date" && isLunar(value))
    return `农历${value.year ? `${value.year}-` : ""}${value.leap ? "闰" : ""}${value.month}-${value.day}`;
  return value;
}
