import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { startLanguage } from "@/i18n";
import { peopleOf, segmentOf } from "./parts/bulk/scope";
import { formValue, sentValue, type TraitDefinition, type TraitKind, traitText } from "./traits";

const trait = (kind: TraitKind, options: TraitDefinition["options"] = []): TraitDefinition => ({
  key: "x",
  label: { zh: "", en: "" },
  kind,
  group: "custom",
  built_in: false,
  options,
  editable: true,
  computed: null,
  loose: false,
  operators: [],
  precedence: [],
  personal: false,
  people: 0,
});

beforeAll(() => startLanguage("zh"));

describe("a value of a trait", () => {
  const text = (value: unknown, of?: TraitDefinition) =>
    traitText(value, of, { t: i18next.t, language: "zh", timezone: "Asia/Shanghai" });

  it("is read by its kind", () => {
    const gender = trait("one_of", [{ value: "male", label: { zh: "男", en: "Male" } }]);
    expect(text("male", gender)).toBe("男");
    expect(text(123450, trait("money"))).toBe("¥1,234.50");
    expect(text(true, trait("yes_no"))).toBe("是");
    expect(text(["茶", "咖啡"], trait("many_of"))).toBe("茶、咖啡");
    expect(text([], trait("many_of"))).toBe("—");
    expect(text("上海")).toBe("上海");
  });

  it("shows a lunar birthday as people say it", () => {
    expect(text({ calendar: "lunar", year: 1990, month: 8, day: 15, leap: false }, trait("date"))).toContain(
      "8月15日",
    );
  });

  it("is typed in 元 and kept in 分; an empty field forgets", () => {
    expect(formValue(123450, "money")).toBe(1234.5);
    expect(sentValue(1234.5, "money")).toBe(123450);
    expect(sentValue("", "text")).toBeNull();
    expect(sentValue([], "many_of")).toBeNull();
    expect(sentValue(false, "yes_no")).toBe(false);
    expect(formValue({ calendar: "lunar", year: null, month: 4, day: 1, leap: true }, "date")).toBe(
      "农历闰4-1",
    );
  });
});

describe("whom an action on many is for", () => {
  it("is a segment when the list shows one and nothing else", () => {
    const alone = { kind: "filter" as const, filter: { segment: "8" }, total: 3 };
    expect(segmentOf(alone)).toBe(8);
    expect(peopleOf(alone)).toEqual({ segment: 8 });
    const narrower = { kind: "filter" as const, filter: { segment: "8", channel: "douyin" }, total: 3 };
    expect(segmentOf(narrower)).toBeNull();
    expect(peopleOf(narrower)).toEqual({ query: { segment: "8", channel: "douyin" } });
    expect(peopleOf({ kind: "people", ids: [1, 2], total: 2 })).toEqual({ people: [1, 2] });
  });
});
