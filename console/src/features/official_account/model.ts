import type { AnswerOf, LineOf, SentTo } from "@/api/answers";

export type Account = LineOf<"/api/official-accounts">;
export type AccountTag = LineOf<"/api/official-account/{connection_id}/tags">;
export type Code = LineOf<"/api/official-account/{connection_id}/codes">;
export type CodePage = AnswerOf<"/api/official-account/{connection_id}/codes">;
export type CodeValues = SentTo<"/api/official-account/{connection_id}/codes", "post">;
export type Mass = LineOf<"/api/official-account/{connection_id}/mass">;
export type MassPage = AnswerOf<"/api/official-account/{connection_id}/mass">;
export type MassValues = SentTo<"/api/official-account/{connection_id}/mass", "post">;
export type Preview = SentTo<"/api/official-account/{connection_id}/mass/preview", "post">;
export type Draft = LineOf<"/api/official-account/{connection_id}/drafts">;
export type DraftPage = AnswerOf<"/api/official-account/{connection_id}/drafts">;
export type Article = SentTo<"/api/official-account/{connection_id}/drafts", "post">["articles"][number];
export type Publication = LineOf<"/api/official-account/{connection_id}/publications">;
export type Template = LineOf<"/api/official-account/{connection_id}/templates">;
export type Figures = AnswerOf<"/api/official-account/{connection_id}/figures">;
export type FollowerDay = Figures["days"][number];
export type ReadArticle = Figures["articles"][number];
export type AccountDay = LineOf<"/api/official-account/{connection_id}/days">;
export type LiveMenu = AnswerOf<"/api/official-account/{connection_id}/menu">;
export type ConditionalMenu = LiveMenu["conditional"][number];
export type ConditionalValues = SentTo<"/api/official-account/{connection_id}/conditional-menus", "post">;

export const TABS = ["figures", "menu", "mass", "drafts", "codes", "templates"] as const;
export type Tab = (typeof TABS)[number];
/** What one must be allowed for each part. */
export const NEEDED: Record<Tab, string> = {
  figures: "insights.read",
  menu: "live_codes.read",
  mass: "messages.read",
  drafts: "messages.read",
  codes: "live_codes.read",
  templates: "messages.read",
};

/** Ways to follow, by the platform's numbers. */
export const SOURCES = ["0", "1", "17", "30", "57", "100", "149"];
export const MASS_STATES = ["waiting", "submitted", "sent", "failed", "deleted"];
export const MASS_KINDS = ["mpnews", "text", "image"] as const;

type MassCount = "total" | "sent" | "filtered" | "failed";
/** The platform tells how many were left after filtering; people want to know how many were filtered out. */
export function massCount(counts: Mass["counts"], key: MassCount): number | null {
  const { total, filtered } = counts as Partial<Record<MassCount, number>>;
  if (key !== "filtered") return (counts[key] as number | undefined) ?? null;
  return total === undefined || filtered === undefined ? null : Math.max(total - filtered, 0);
}

export interface GainedBy {
  source: string;
  gained: number;
}
/** New followers by the way they came, most first. */
export function gainedBySource(days: FollowerDay[]): GainedBy[] {
  const sums = new Map<string, number>();
  for (const day of days) {
    for (const [source, [gained = 0]] of Object.entries(day.by_source)) {
      sums.set(source, (sums.get(source) ?? 0) + gained);
    }
  }
  return [...sums]
    .map(([source, gained]) => ({ source, gained }))
    .filter(({ gained }) => gained > 0)
    .sort((one, other) => other.gained - one.gained);
}

export const sum = (values: (number | null | undefined)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);

/** Every day of the period in order; a day that is not known has only its date. */
export function everyDay<Day extends { day: string }>(
  days: Day[],
  from: string,
  to: string,
): (Partial<Day> & { day: string })[] {
  const known = new Map(days.map((day) => [day.day, day]));
  const rows = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    rows.push(known.get(day) ?? ({ day } as Partial<Day> & { day: string }));
  }
  return rows;
}

export interface TemplateField {
  name: string;
  /** What stands before it in the template. */
  label: string;
}
const FIELD = /\{\{([A-Za-z0-9_]+)\.DATA\}\}/g;

/** The blanks of a template, in their order: `会员姓名：{{thing1.DATA}}`. */
export function fieldsOf(content: string): TemplateField[] {
  return content.split("\n").flatMap((line) =>
    [...line.matchAll(FIELD)].map((found) => {
      const name = found[1] ?? "";
      const label = line
        .slice(0, found.index)
        .replace(/[:：]\s*$/, "")
        .trim();
      return { name, label: label || name };
    }),
  );
}

/** The template with its blanks filled in; what is still empty keeps its mark. */
export const filledIn = (content: string, data: Record<string, string | undefined>) =>
  content.replace(FIELD, (mark, name: string) => data[name] || mark);

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const UNESCAPES: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };
const PLAIN = /^(<p>([^<]|<br>)*<\/p>)*$/;

/** Paragraphs as one writes them → as the platform wants them. Who writes HTML themselves is let alone. */
export function toHtml(text: string): string {
  if (/^\s*<[a-z]/i.test(text)) return text.trim();
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => part.replace(/[&<>]/g, (mark) => ESCAPES[mark] ?? mark).replace(/\n/g, "<br>"))
    .map((part) => `<p>${part}</p>`)
    .join("");
}

/** HTML of nothing but paragraphs → as one writes them; anything richer stays HTML. */
export function toText(html: string): string {
  if (!PLAIN.test(html)) return html;
  return html
    .replace(/<\/p>(?=<p>)/g, "\n\n")
    .replace(/<br>/g, "\n")
    .replace(/<\/?p>/g, "")
    .replace(/&(?:amp|lt|gt);/g, (mark) => UNESCAPES[mark] ?? mark);
}
