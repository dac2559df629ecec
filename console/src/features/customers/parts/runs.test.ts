import { describe, expect, it } from "vitest";
import type { TimelineEvent } from "../model";
import { inRuns } from "./runs";

const made = (event: string, day: string, amount: number | null = null) =>
  ({ event, occurred_at: `${day}T10:00:00Z`, amount }) as TimelineEvent;
const sizes = (...events: TimelineEvent[]) =>
  inRuns(events, (event) => event.occurred_at.slice(0, 10)).map((run) => run.length);

describe("runs of events", () => {
  it("puts three or more neighbours of one kind and day together", () => {
    const page = made("page_viewed", "2026-03-01");
    expect(sizes(page, page, page, made("cart_added", "2026-03-01"), page, page)).toEqual([3, 1, 1, 1]);
  });

  it("does not reach over midnight", () => {
    const one = made("page_viewed", "2026-03-02");
    const other = made("page_viewed", "2026-03-01");
    expect(sizes(one, one, other, other, other)).toEqual([1, 1, 3]);
  });

  it("leaves every amount in view", () => {
    const paid = made("order_paid", "2026-03-01", 100);
    expect(sizes(paid, paid, paid)).toEqual([1, 1, 1]);
  });
});
