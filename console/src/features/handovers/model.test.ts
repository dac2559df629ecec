import { describe, expect, it } from "vitest";
import { byMember, colourOf, type Orphan, STATES, SUMS, sumOf } from "./model";

const orphan = (staff_id: number | null, external_userid: string): Orphan => ({
  handover: `u${staff_id}`,
  handover_name: staff_id === 2 ? null : "王芳",
  staff_id,
  external_userid,
  person_id: null,
  name: null,
  left_at: "2026-03-01T00:00:00Z",
});

describe("customers of members who left", () => {
  it("are asked for once for each member, in the order they were chosen", () => {
    expect(byMember([orphan(1, "a"), orphan(2, "b"), orphan(1, "c")])).toEqual([
      { staff: 1, name: "王芳", customers: ["a", "c"] },
      { staff: 2, name: "u2", customers: ["b"] },
    ]);
  });

  it("of nobody we know are left out", () => {
    expect(byMember([orphan(null, "a")])).toEqual([]);
  });
});

describe("the numbers on top", () => {
  it("cover every state once", () => {
    expect(Object.values(SUMS).flat().sort()).toEqual([...STATES].sort());
    expect(STATES.map(colourOf).every(Boolean)).toBe(true);
  });

  it("add up what is there", () => {
    expect(sumOf({ waiting: 2, asking: 1, done: 5 }, SUMS.underWay)).toBe(3);
    expect(sumOf({}, SUMS.failed)).toBe(0);
  });
});
