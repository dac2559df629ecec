import { describe, expect, it } from "vitest";
import { type FiguresDay, overall, type Rule, ruleSent, ruleValues } from "./model";

const day = (chats: number, reply_minutes: number | null): FiguresDay => ({
  day: "2026-03-01",
  chats,
  messages: chats * 3,
  reply_percentage: 90,
  reply_minutes,
  blocked_by: 0,
  applied: 0,
  new_friends: 1,
});

describe("figures of staff", () => {
  it("weights averages by chats and leaves out days without any", () => {
    expect(overall([day(1, 10), day(3, 2), day(0, null)], "reply_minutes")).toBe(4);
    expect(overall([day(0, null)], "reply_minutes")).toBeNull();
  });

  it("adds up the rest", () => {
    expect(overall([day(1, 10), day(3, 2)], "messages")).toBe(12);
    expect(overall([], "messages")).toBeNull();
  });
});

describe("a rule of words", () => {
  const rule: Rule = {
    id: "r1",
    name: "承诺收益",
    words: ["保本"],
    kinds: ["mobile"],
    blocks: true,
    staff_ids: [3],
    userids: ["zhang"],
    departments: [7],
  };

  it("is for departments and members as chosen", () => {
    expect(ruleSent(ruleValues(rule), 1)).toMatchObject({ staff_ids: [3], departments: [7] });
    const fewer = { ...ruleValues(rule), departments: [] };
    expect(ruleSent(fewer, 1)).toMatchObject({ staff_ids: [3], departments: [] });
  });

  it("is for everybody or for some", () => {
    const everybody = { ...ruleValues(rule), whom: "everybody" as const };
    expect(ruleSent(everybody, 1)).toMatchObject({ staff_ids: [], departments: [1] });
    expect(ruleValues({ ...rule, departments: [1] })).toMatchObject({ whom: "everybody", departments: [] });
  });
});
