import type { TimelineEvent } from "../model";

const LEAST = 3;

/**
 * Neighbours of one kind on one day, put together: six pages looked at in a row are one visit to a reader. What
 * carries money is never put together with another.
 */
export function inRuns(events: TimelineEvent[], dayOf: (event: TimelineEvent) => string): TimelineEvent[][] {
  const runs: TimelineEvent[][] = [];
  for (const event of events) {
    const last = runs[runs.length - 1];
    const before = last?.[0];
    const joins =
      before?.event === event.event &&
      before.amount === null &&
      event.amount === null &&
      dayOf(before) === dayOf(event);
    joins ? last?.push(event) : runs.push([event]);
  }
  return runs.flatMap((run) => (run.length >= LEAST ? [run] : run.map((event) => [event])));
}
