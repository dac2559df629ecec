import type { TFunction } from "i18next";
import type { Language } from "@/i18n";
import { exactMoney, shortDay } from "@/i18n/format";
import type { Filters } from "./listState";

export interface Option {
  value: string;
  label: string;
}
interface Common {
  /** Query name; ranges use `<key>_from`/`<key>_to` for days and `<key>_min`/`<key>_max` for numbers. */
  key: string;
  label: string;
}
export type FilterField =
  | (Common & { kind: "choice"; options: Option[] })
  | (Common & { kind: "text"; placeholder?: string })
  | (Common & { kind: "days" })
  | (Common & { kind: "number"; unit?: string })
  /** Shown in 元, kept and sent in 分. */
  | (Common & { kind: "money" });

/** The query names a field writes. */
export function namesOf(field: FilterField): string[] {
  if (field.kind === "days") return [`${field.key}_from`, `${field.key}_to`];
  if (field.kind === "number" || field.kind === "money") return [`${field.key}_min`, `${field.key}_max`];
  return [field.key];
}

export const filterNames = (fields: FilterField[]): string[] => fields.flatMap(namesOf);

export const isSet = (field: FilterField, values: Filters): boolean =>
  namesOf(field).some((name) => values[name]);

/** The chip as a sentence: 渠道 是 抖音 · 订单数 不少于 3 · 首次添加 3月1日 至 3月8日. */
export function sentence(field: FilterField, values: Filters, t: TFunction, language: Language): string {
  const [first = "", second = ""] = namesOf(field);
  const low = values[first];
  const high = values[second];
  if (field.kind === "choice") {
    const option = field.options.find(({ value }) => value === low);
    return t("ui:filter.is", { field: field.label, value: option?.label ?? low });
  }
  if (field.kind === "text") return t("ui:filter.has", { field: field.label, value: low });
  const show = (value: string) => {
    if (field.kind === "days") return shortDay(value, language);
    if (field.kind === "money") return exactMoney(Number(value), language);
    return field.unit ? `${value} ${field.unit}` : value;
  };
  const days = field.kind === "days";
  if (low && high) return t("ui:filter.between", { field: field.label, low: show(low), high: show(high) });
  if (low) return t(days ? "ui:filter.since" : "ui:filter.atLeast", { field: field.label, value: show(low) });
  return t(days ? "ui:filter.until" : "ui:filter.atMost", { field: field.label, value: show(high ?? "") });
}
