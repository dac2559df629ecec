import { describe, expect, it } from "vitest";
import { differs, moreKnown, paired } from "./comparing";
import type { CustomerDetail } from "./model";

const person = (id: number, orders: number, first: string) =>
  ({ id, totals: { orders }, first_seen_at: first }) as CustomerDetail;

describe("comparing two customers", () => {
  it("says that two values differ only where both are known", () => {
    expect(differs({ left: "上海", right: "北京" })).toBe(true);
    expect(differs({ left: "上海", right: "上海" })).toBe(false);
    expect(differs({ left: "上海", right: null })).toBe(false);
    expect(differs({ left: "", right: "上海" })).toBe(false);
  });

  it("puts lines about the same beside each other, each once", () => {
    const left = [
      { kind: "phone", value: "1" },
      { kind: "unionid", value: "u" },
      { kind: "phone", value: "2" },
    ];
    const right = [
      { kind: "member", value: "m" },
      { kind: "phone", value: "3" },
    ];
    const rows = paired(left, right, (line) => line.kind);
    expect(rows.map((row) => row.key)).toEqual(["phone", "unionid", "member"]);
    expect(rows[0]?.left?.map((line) => line.value)).toEqual(["1", "2"]);
    expect(rows[0]?.right?.map((line) => line.value)).toEqual(["3"]);
    expect(rows[1]?.right).toBeNull();
    expect(rows[2]?.left).toBeNull();
  });

  it("keeps who bought more, then who was seen first, then the smaller number", () => {
    const buyer = person(9, 3, "2026-03-01");
    const early = person(5, 0, "2026-01-01");
    expect(moreKnown(early, buyer)).toBe(buyer);
    expect(moreKnown(buyer, early)).toBe(buyer);
    expect(moreKnown(person(1, 0, "2026-02-01"), early)).toBe(early);
    expect(moreKnown(person(7, 0, "2026-01-01"), early)).toBe(early);
  });
});
