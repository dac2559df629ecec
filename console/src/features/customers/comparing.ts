import type { CustomerDetail } from "./model";

export interface Pair<Value> {
  left: Value | null;
  right: Value | null;
}

/** Two said something, and not the same; where one says nothing there is nothing to differ from. */
export const differs = ({ left, right }: Pair<string>): boolean => !!left && !!right && left !== right;

/** Lines of both by what they are about, in the order in which either first names it. */
export function paired<Line>(
  left: Line[],
  right: Line[],
  key: (line: Line) => string,
): (Pair<Line[]> & { key: string })[] {
  const keys = [...new Set([...left, ...right].map(key))];
  const of = (lines: Line[], name: string) => {
    const found = lines.filter((line) => key(line) === name);
    return found.length ? found : null;
  };
  return keys.map((name) => ({ key: name, left: of(left, name), right: of(right, name) }));
}

/** Whose number is kept unless somebody says otherwise: of who bought more, then of who was seen first. */
export function moreKnown(one: CustomerDetail, other: CustomerDetail): CustomerDetail {
  if (one.totals.orders !== other.totals.orders) return one.totals.orders > other.totals.orders ? one : other;
  if (one.first_seen_at !== other.first_seen_at) return one.first_seen_at < other.first_seen_at ? one : other;
  return one.id < other.id ? one : other;
}
