import { describe, expect, it } from "vitest";
import { fitted, isComplete, isValue, operatorsOf, traitLeaf } from "./leaves";

const trait = (key: string, kind: "date" | "money" | "text" | "yes_no", operators: string[]) => ({
  key,
  kind,
  operators,
  label: key,
  options: [],
  group: null,
});

describe("a fresh condition on a trait", () => {
  it("asks what most people ask first, where the server answers it", () => {
    expect(traitLeaf(trait("birthday", "date", ["on", "within_last", "anniversary_within"]))).toMatchObject({
      operator: "anniversary_within",
      value: { n: 7 },
    });
    expect(traitLeaf(trait("gmv", "money", ["is", "at_least"]))).toMatchObject({ operator: "at_least" });
    expect(traitLeaf(trait("gmv", "money", ["between"]))).toMatchObject({ operator: "between" });
    expect(isComplete(traitLeaf(trait("phone_known", "yes_no", ["is"])))).toBe(true);
  });

  it("offers what the server answers, also what is new to us", () => {
    const operators = operatorsOf({ kind: "text", operators: ["sounds_like", "contains", "is"] });
    expect(operators).toEqual(["is", "contains", "sounds_like"]);
  });
});

describe("a value", () => {
  it("is kept when another operator can use it, and dropped when not", () => {
    expect(fitted("is_not", "杭州")).toBe("杭州");
    expect(fitted("in", "杭州")).toEqual(["杭州"]);
    expect(fitted("is", ["杭州"])).toBe("杭州");
    expect(fitted("is", ["杭州", "苏州"])).toBeUndefined();
    expect(fitted("within_last", "2026-03-01")).toEqual({ n: 30, unit: "day" });
    expect(fitted("is_empty", "杭州")).toBeUndefined();
  });

  it("of none, blanks or one end alone cannot be asked", () => {
    expect(isValue("is", " ")).toBe(false);
    expect(isValue("is", 0)).toBe(true);
    expect(isValue("in", [])).toBe(false);
    expect(isValue("between", [1])).toBe(false);
    expect(isValue("between", [null, 3] as never)).toBe(false);
    expect(isValue("within_last", { n: 0, unit: "day" })).toBe(false);
  });
});
