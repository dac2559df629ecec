import type { Language } from "./catalogues";

const LOCALES: Record<Language, string> = { zh: "zh-CN", en: "en-GB" };
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function kept<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  const found = cache.get(key);
  if (found) return found as T;
  const made = make();
  cache.set(key, made);
  return made;
}

export function exactCount(value: number, language: Language): string {
  return kept(`n${language}`, () => new Intl.NumberFormat(LOCALES[language])).format(value);
}

/** 9,999 stays exact; from there 1.2万 / 3.4亿 in Chinese, 12.0K / 340M in English. */
export function shortCount(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size < 10_000) return exactCount(value, language);
  const steps: [number, string][] =
    language === "zh"
      ? [
          [1e8, "亿"],
          [1e4, "万"],
        ]
      : [
          [1e9, "B"],
          [1e6, "M"],
          [1e3, "K"],
        ];
  const [step, unit] = steps.find(([limit]) => size >= limit) ?? [1, ""];
  const scaled = value / step;
  return `${scaled.toFixed(Math.abs(scaled) >= 100 ? 0 : 1)}${unit}`;
}

/** Money arrives as whole 分. */
export function exactMoney(fen: number, language: Language): string {
  const format = kept(
    `m${language}`,
    () => new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  );
  return `${fen < 0 ? "-" : ""}¥${format.format(Math.abs(fen) / 100)}`;
}

export function shortMoney(fen: number, language: Language): string {
  const yuan = Math.abs(fen) / 100;
  if (yuan < 10_000) return exactMoney(fen, language);
  return `${fen < 0 ? "-" : ""}¥${shortCount(yuan, language)}`;
}

export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)}%`;
}

export function exactTime(at: string | Date, language: Language, timezone: string): string {
  const format = kept(
    `t${language}${timezone}`,
    () =>
      new Intl.DateTimeFormat(LOCALES[language], {
        timeZone: timezone,
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
        second: "2-digit",
        hour12: false,
      }),
  );
  return format.format(new Date(at));
}

/** HH:mm:ss in the organisation's zone, for streams. */
export function clockTime(at: string, language: Language, timezone: string): string {
  const format = kept(
    `c${language}${timezone}`,
    () =>
      new Intl.DateTimeFormat(LOCALES[language], { timeZone: timezone, timeStyle: "medium", hour12: false }),
  );
  return format.format(new Date(at));
}

/** `YYYY-MM-DD` of this instant in the organisation's zone. */
export function dayIn(timezone: string, at: Date = new Date()): string {
  return kept(`d${timezone}`, () => new Intl.DateTimeFormat("en-CA", { timeZone: timezone })).format(at);
}

/** 3月2日 / 2 Mar, for a `YYYY-MM-DD` that is already a day of the organisation. */
export function shortDay(day: string, language: Language): string {
  const format = kept(
    `s${language}`,
    () => new Intl.DateTimeFormat(LOCALES[language], { timeZone: "UTC", month: "short", day: "numeric" }),
  );
  return format.format(new Date(`${day}T00:00:00Z`));
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

export function relativeTime(at: string | Date, language: Language, now: number, justNow: string): string {
  const seconds = (new Date(at).getTime() - now) / 1000;
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
  if (!step) return justNow;
  const format = kept(
    `r${language}`,
    () => new Intl.RelativeTimeFormat(LOCALES[language], { numeric: "auto" }),
  );
  return format.format(Math.trunc(seconds / step[1]), step[0]);
}
