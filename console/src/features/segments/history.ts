import { dayIn } from "@/i18n/format";
import type { HistoryPoint } from "./model";

export interface DayOfSegment {
  /** `YYYY-MM-DD` of the organisation. */
  day: string;
  /** At the end of the day; null before anything was recorded. */
  size: number | null;
  entered: number | null;
  left: number | null;
}

const DAY_MS = 86_400_000;

/** Days from `from` to `to`, both included. */
function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  const end = Date.parse(`${to}T00:00:00Z`);
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= end; at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/** Hours put together to days. An hour is only recorded when somebody came or went: between them nobody did. */
export function byDay(points: HistoryPoint[], from: string, to: string, timezone: string): DayOfSegment[] {
  const sorted = [...points].sort((a, b) => a.at.localeCompare(b.at));
  const found = new Map<string, HistoryPoint>();
  for (const point of sorted) {
    const day = dayIn(timezone, new Date(point.at));
    const before = found.get(day);
    found.set(day, {
      ...point,
      entered: point.entered + (before?.entered ?? 0),
      left: point.left + (before?.left ?? 0),
    });
  }
  let size: number | null = null;
  return daysBetween(from, to).map((day) => {
    const point = found.get(day);
    size = point?.size ?? size;
    const known = size !== null;
    return {
      day,
      size,
      entered: known ? (point?.entered ?? 0) : null,
      left: known ? (point?.left ?? 0) : null,
    };
  });
}

export const total = (days: DayOfSegment[], what: "entered" | "left"): number =>
  days.reduce((sum, day) => sum + (day[what] ?? 0), 0);
