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
  /** Any of several, separated by commas in the query; `open` takes words that are not among the options. */
  | (Common & { kind: "choices"; options: Option[]; open?: boolean })
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

const MOST_NAMED = 3;

/** 抖音、小红书 或 门店; of many only the first are named. */
function anyOf(field: FilterField & { options: Option[] }, values: string, t: TFunction): string {
  const names = values
    .split(",")
    .map((value) => field.options.find((one) => one.value === value)?.label ?? value);
  if (names.length > MOST_NAMED) return t("ui:filter.manyOf", { first: names[0], n: names.length });
  const last = names[names.length - 1] ?? "";
  if (names.length === 1) return last;
  return t("ui:filter.oneOf", { rest: names.slice(0, -1).join(t("ui:filter.comma")), last });
}

/** The chip as a sentence: 渠道 是 抖音 · 订单数 不少于 3 · 首次添加 3月1日 至 3月8日. */
export function sentence(field: FilterField, values: Filters, t: TFunction, language: Language): string {
  const [first = "", second = ""] = namesOf(field);
  const low = values[first];
  const high = values[second];
  if (field.kind === "choice") {
    const option = field.options.find(({ value }) => value === low);
    return t("ui:filter.is", { field: field.label, value: option?.label ?? low });
  }
  if (field.kind === "choices")
    return t("ui:filter.is", { field: field.label, value: anyOf(field, low ?? "", t) });
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
