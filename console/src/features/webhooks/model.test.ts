import { describe, expect, it } from "vitest";
import { fieldsOf, type HookKind, startingLines } from "./model";

const field = (key: string, required = false, identifies = false) => ({
  key,
  required,
  identifies,
  type: "text",
  label: { zh: key, en: key },
});

describe("the mapping of a webhook", () => {
  it("leaves out lines that are not finished", () => {
    const lines = [{ field: "order_no", path: " tid " }, { field: "amount" }, { path: "x" }, {}];
    expect(fieldsOf(lines)).toEqual({ order_no: "tid" });
    expect(fieldsOf(undefined)).toEqual({});
  });

  it("starts with what is needed and who it is about", () => {
    const kind: HookKind = {
      key: "orders",
      label: { zh: "订单", en: "Orders" },
      own: [],
      fields: [
        field("order_no", true),
        field("sku"),
        field("phone", false, true),
        field("unionid", false, true),
      ],
    };
    expect(startingLines(kind).map((line) => line.field)).toEqual(["order_no", "phone"]);
  });
});
