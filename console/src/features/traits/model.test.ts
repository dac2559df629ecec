import { describe, expect, it } from "vitest";
import { kindOf, moved, needsProperty, optionsOf, type TraitValues, wordOf } from "./model";
import { newTrait } from "./parts/TraitDrawer";

const values: TraitValues = {
  key: "spent_90",
  zh: " 近90天消费 ",
  en: "",
  kind: "text",
  personal: false,
  options: [],
  precedence: ["manual"],
  origin: "computed",
  event: "order_paid",
  measure: "sum",
  property: "amount",
  where: [],
  days: 90,
};

describe("a computed trait", () => {
  it("sends what is measured, and the kind that follows", () => {
    expect(newTrait(values, true)).toEqual({
      key: "spent_90",
      kind: "money",
      label: { zh: "近90天消费", en: "近90天消费" },
      options: [],
      personal: false,
      precedence: [],
      computed: {
        event: "order_paid",
        measure: "sum",
        property: "amount",
        where: [],
        window: { kind: "last", n: 90, unit: "day" },
      },
    });
  });

  it("without days measures ever since; how often needs no property", () => {
    const body = newTrait({ ...values, measure: "count", days: null }, false);
    expect(body.computed).toEqual({
      event: "order_paid",
      measure: "count",
      property: null,
      where: [],
      window: { kind: "ever" },
    });
    expect(needsProperty("first_at")).toBe(false);
    expect(kindOf("last_at", false)).toBe("time");
    expect(kindOf("most_frequent", false)).toBe("text");
  });
});

describe("a trait of one's own", () => {
  it("keeps the names of options it has", () => {
    const known = [{ value: "latte", label: { zh: "拿铁", en: "Latte" } }];
    expect(optionsOf(["拿铁", "美式"], known)).toEqual([
      known[0],
      { value: "美式", label: { zh: "美式", en: "美式" } },
    ]);
  });

  it("moves a source to where it was dropped", () => {
    expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
    expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  });
});

describe("what a measure is narrowed by", () => {
  it("is sent with it, and read back when the trait is changed", () => {
    const where = [{ property: "channel", operator: "is", value: "web" }];
    expect(newTrait({ ...values, where }, true).computed).toMatchObject({ where });
  });

  it("offers properties with money as money, and no times", () => {
    const label = { zh: "", en: "" };
    const property = (name: string, type: string, unit: string | null) =>
      ({ name, type, unit, label, example: null, personal: false }) as never;
    const word = wordOf({
      name: "order_paid",
      label,
      properties: [
        property("amount", "integer", "fen"),
        property("at", "time", null),
        property("sku", "string", null),
      ],
    } as never);
    expect(word.properties.map(({ name, type }) => [name, type])).toEqual([
      ["amount", "money"],
      ["sku", "string"],
    ]);
  });
});
