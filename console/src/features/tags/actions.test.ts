import { describe, expect, it } from "vitest";
import { bodyOf, needsValue, type TagAction, valuesOf } from "./actions";

const ACTION: TagAction = {
  id: 3,
  name: "问价",
  kind: "keyword",
  match: "contains",
  value: "多少钱",
  tags: [7],
  days: null,
  active: true,
  created_at: "2026-03-02T00:00:00Z",
};

describe("tags given for what people do", () => {
  it("are edited without their number and date", () => {
    const values = valuesOf(ACTION);
    expect(values).not.toHaveProperty("id");
    expect(values).not.toHaveProperty("created_at");
    expect(bodyOf(values)).toEqual(values);
  });

  it("are sent without blanks around words", () => {
    expect(bodyOf({ ...valuesOf(ACTION), name: " 问价 ", value: " 多少钱 " })).toMatchObject({
      name: "问价",
      value: "多少钱",
    });
  });

  it("need words only where words are what is done", () => {
    expect(needsValue("keyword")).toBe(true);
    expect(needsValue("menu")).toBe(false);
  });
});
