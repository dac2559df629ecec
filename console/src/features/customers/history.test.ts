import { describe, expect, it } from "vitest";
import { changesOf, type TagSpan } from "./history";

const span = (added_at: string, removed_at: string | null): TagSpan => ({
  tag: { id: 1, name: "金卡", color: "gold" },
  tag_id: 1,
  source: "manual",
  by: null,
  why: null,
  added_at,
  removed_at,
  ended_by: removed_at ? "expired" : null,
});

describe("what changed about a customer", () => {
  it("is one history, newest first; a tag that is gone was given and taken", () => {
    const trait = {
      trait: "city",
      label: { zh: "城市", en: "City" },
      old: "上海",
      new: "杭州",
      source: "manual",
      by: "林",
      at: "2026-03-02T00:00:00Z",
    };
    const changes = changesOf([trait], [span("2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z")]);
    expect(changes.map(({ kind }) => kind)).toEqual(["tag_removed", "trait", "tag_added"]);
    expect(new Set(changes.map(({ id }) => id)).size).toBe(3);
  });

  it("leaves a tag that is still worn without an end", () => {
    expect(changesOf([], [span("2026-03-01T00:00:00Z", null)]).map(({ kind }) => kind)).toEqual([
      "tag_added",
    ]);
  });
});
