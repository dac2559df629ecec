import { describe, expect, it } from "vitest";
import { audienceOf, bytesOf, instantOf, kindsLeft, oursOf, reasonsOf, titleOf, toSend } from "./model";

describe("whom it goes to", () => {
  it("is only what the chosen way says", () => {
    const values = { segment_id: 7, staff_ids: [1, 2], group_ids: [3] };
    expect(audienceOf({ audience: "segment", ...values })).toEqual({
      staff_ids: [],
      person_ids: [],
      group_ids: [],
      segment_id: 7,
    });
    expect(audienceOf({ audience: "groups", ...values })?.group_ids).toEqual([3]);
    expect(audienceOf({ audience: "staff", staff_ids: [] })).toBeNull();
    expect(audienceOf({ audience: "segment", segment_id: null })).toBeNull();
  });
});

describe("attachments", () => {
  it("are sent without what was left empty", () => {
    expect(toSend([{ kind: "link", title: "新品", url: "https://x", desc: "" }])).toEqual([
      { kind: "link", title: "新品", url: "https://x" },
    ]);
  });
  it("of a moment do not mix", () => {
    expect(kindsLeft([])).toEqual(["image", "video", "link"]);
    expect(kindsLeft([{ kind: "image" }])).toEqual(["image"]);
    expect(kindsLeft(Array(9).fill({ kind: "image" }))).toEqual([]);
    expect(kindsLeft([{ kind: "link" }])).toEqual([]);
  });
  it("are ours, whoever made them", () => {
    expect(oursOf({ kind: "image", asset_id: 4 })).toEqual({ kind: "image", asset_id: 4 });
    expect(oursOf({ msgtype: "link", link: { title: "新品", url: "https://x" } })).toEqual({
      kind: "link",
      title: "新品",
      url: "https://x",
    });
  });
});

describe("reasons", () => {
  it("are ordered, and unknown ones are one", () => {
    expect(reasonsOf({ not_friend: 2, user_error: 1, quota: 4, monthly_cap: 3 })).toEqual([
      { reason: "other", people: 5 },
      { reason: "monthly_cap", people: 3 },
      { reason: "not_friend", people: 2 },
    ]);
  });
});

describe("times", () => {
  it("are those of the organisation's clock", () => {
    expect(instantOf("2026-03-02T10:00", "Asia/Shanghai")).toBe("2026-03-02T02:00:00.000Z");
    expect(instantOf("2026-03-29T03:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
    expect(instantOf("2026-03-02T00:15", "America/New_York")).toBe("2026-03-02T05:15:00.000Z");
  });
});

it("measures in bytes and names what has no name", () => {
  expect(bytesOf("好a")).toBe(4);
  expect(titleOf({ name: "", text: "上新了\n快来" })).toBe("上新了");
});
