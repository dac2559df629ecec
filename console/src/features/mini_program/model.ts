import type { LineOf, SentTo } from "@/api/answers";

export type Link = LineOf<"/api/mini-program/{connection_id}/links">;
export type LinkKind = Link["kind"];
export type NewLink = SentTo<"/api/mini-program/{connection_id}/links", "post">;
export type Template = LineOf<"/api/mini-program/{connection_id}/templates">;
export type Day = LineOf<"/api/mini-program/{connection_id}/statistics">;
export type Live = LineOf<"/api/channels/{connection_id}/lives">;
export type ShopOrder = LineOf<"/api/orders">;

export interface Account {
  id: number;
  name: string;
  account: string;
}

export const KINDS: LinkKind[] = ["code", "url_link", "scheme", "short_link"];
export const SCENE_CHARS = 32;
export const QUERY_CHARS = 1024;
export const LINK_DAYS = 30;
export const MEASURES = ["visitors", "new_visitors", "page_views", "shares"] as const;
export type Measure = (typeof MEASURES)[number];

/** Codes last; everything else ends, and then leads nowhere. */
export const ended = (link: Link, now: number): boolean =>
  link.expires_at !== null && Date.parse(link.expires_at) < now;

export type Wrong = "slash" | "question" | "needed" | "long" | "characters" | null;

const CHARACTERS = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]*$/;

export function wrongPath(path: string): Wrong {
  if (path.startsWith("/")) return "slash";
  return path.includes("?") ? "question" : null;
}

/** What the platform would refuse of the scene of a code, or of the query of a link. */
export function wrongQuery(kind: LinkKind, query: string): Wrong {
  if (query.length > (kind === "code" ? SCENE_CHARS : QUERY_CHARS)) return "long";
  if (!CHARACTERS.test(query) || (kind === "code" && query.includes("%"))) return "characters";
  return kind === "code" && !query ? "needed" : null;
}

/** The days added up: somebody who came on two days counts twice. */
export const summed = (days: Day[], measure: Measure): number =>
  days.reduce((sum, day) => sum + day[measure], 0);

/** Every day of the period, the ones that are not counted as a gap. */
export function everyDay(days: Day[], from: string, to: string): Record<string, string | number | null>[] {
  const known = new Map(days.map((day) => [day.day, day]));
  const rows: Record<string, string | number | null>[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    const found = known.get(day);
    rows.push({ day, ...Object.fromEntries(MEASURES.map((each) => [each, found ? found[each] : null])) });
  }
  return rows;
}
