import { describe, expect, it } from "vitest";
import { type Day, ended, everyDay, type Link, summed, wrongPath, wrongQuery } from "./model";

const day = (name: string, visitors: number): Day => ({
  day: name, visitors, new_visitors: 1, sessions: 2, page_views: 3, shares: 0, sharers: 0, visitors_ever: 9,
  seconds_per_visitor: 10.5,
}); // biome-ignore format: a value

describe("the mini program", () => {
  it("knows which links lead nowhere any more", () => {
    const now = Date.parse("2026-03-02T00:00:00Z");
    const until = (expires_at: string | null) => ended({ expires_at } as Link, now);
    expect([until(null), until("2026-03-01T00:00:00Z"), until("2026-03-03T00:00:00Z")]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("says what the platform would refuse", () => {
    expect([wrongPath("/pages/a"), wrongPath("pages/a?b=1"), wrongPath("pages/a")]).toEqual([
      "slash",
      "question",
      null,
    ]);
    expect(wrongQuery("code", "")).toBe("needed");
    expect(wrongQuery("code", "a".repeat(33))).toBe("long");
    expect(wrongQuery("url_link", "a".repeat(33))).toBeNull();
    expect(wrongQuery("url_link", "名=1")).toBe("characters");
    expect(wrongQuery("code", "a%20")).toBe("characters");
  });

  it("leaves a gap where a day was not counted", () => {
    const days = [day("2026-03-01", 4), day("2026-03-03", 5)];
    const rows = everyDay(days, "2026-03-01", "2026-03-03");
    expect(rows.map((row) => row.visitors)).toEqual([4, null, 5]);
    expect(summed(days, "visitors")).toBe(9);
  });
});
