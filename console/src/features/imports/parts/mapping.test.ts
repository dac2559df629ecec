import { describe, expect, it } from "vitest";
import { assign, fieldOf, isComplete, missing, samples } from "./mapping";

const field = (key: string, { required = false, identifies = false } = {}) => ({ key, required, identifies });
const fields = [
  field("order_no", { required: true }),
  field("phone", { identifies: true }),
  field("member_no", { identifies: true }),
  field("amount", { required: true }),
];

describe("mapping columns to fields", () => {
  it("gives a column one meaning and a field one column", () => {
    const start = { order_no: "单号", phone: "手机" };
    expect(assign(start, "手机", "member_no")).toEqual({ order_no: "单号", member_no: "手机" });
    expect(assign(start, "电话", "phone")).toEqual({ order_no: "单号", phone: "电话" });
    expect(assign(start, "手机", null)).toEqual({ order_no: "单号" });
    expect(fieldOf(start, "手机")).toBe("phone");
    expect(fieldOf(start, "备注")).toBeNull();
  });

  it("keeps a column as a detail of the customer", () => {
    expect(assign({}, "肤质", "trait.肤质")).toEqual({ "trait.肤质": "肤质" });
  });

  it("says what is still missing", () => {
    const lacking = missing({ order_no: "单号" }, fields);
    expect(lacking.required.map(({ key }) => key)).toEqual(["amount"]);
    expect(lacking.nobody).toBe(true);
    expect(isComplete(lacking)).toBe(false);
    expect(isComplete(missing({ order_no: "单号", amount: "金额", phone: "手机" }, fields))).toBe(true);
  });

  it("shows different samples, without blanks", () => {
    expect(samples([["a"], [" a "], [""], ["b"], ["c"], ["d"]], 0)).toEqual(["a", "b", "c"]);
    expect(samples([["a"], []], 4)).toEqual([]);
  });
});
