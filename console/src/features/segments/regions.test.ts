import { describe, expect, it } from "vitest";
import { CIRCLES, PLACES, regionsOf, ruleOf } from "./regions";

describe("the parts of an overlap", () => {
  it("are all there, also the empty ones, whatever the order of the server", () => {
    const sets = [1, 2, 3].map((id) => ({ id, name: String(id), size: 10 }));
    const regions = regionsOf({
      sets,
      regions: [
        { in: [3, 1], size: 4 },
        { in: [2], size: 6 },
      ],
    });
    expect(regions).toHaveLength(7);
    expect(regions.find((region) => region.in.join() === "1,3")?.size).toBe(4);
    expect(regions.find((region) => region.in.join() === "1,2,3")?.size).toBe(0);
    expect(regions[0]?.in).toHaveLength(1);
  });

  it("can be made segments of: in these and in none of the others", () => {
    expect(ruleOf([1], [1, 2])).toEqual({
      kind: "all",
      of: [
        { kind: "segment", segment: 1 },
        { kind: "none", of: [{ kind: "segment", segment: 2 }] },
      ],
    });
    expect(ruleOf([1, 2], [1, 2])).toMatchObject({ kind: "all", of: [{ segment: 1 }, { segment: 2 }] });
  });

  it.each([2, 3] as const)(
    "of %d circles have their number inside their circles and outside of the others",
    (n) => {
      for (const [name, [x, y]] of Object.entries(PLACES[n])) {
        const inside = CIRCLES[n].flatMap((circle, index) =>
          Math.hypot(circle.x - x, circle.y - y) < circle.r ? [index] : [],
        );
        expect(inside.join(",")).toBe(name);
      }
    },
  );
});
