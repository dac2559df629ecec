import { describe, expect, it } from "vitest";
import { boundsOf, flowShape, heat, levelsOf } from "./model";

describe("the RFM board", () => {
  it("says between which limits a score lies; of days since the last order few are best", () => {
    const thresholds = { r: [30, 90], f: [2, 5], m: [20_000, 100_000] };
    expect(boundsOf("r", 3, thresholds)).toEqual({ from: null, to: 30 });
    expect(boundsOf("r", 2, thresholds)).toEqual({ from: 30, to: 90 });
    expect(boundsOf("r", 1, thresholds)).toEqual({ from: 90, to: null });
    expect(boundsOf("f", 3, thresholds)).toEqual({ from: 5, to: null });
    expect(boundsOf("m", 1, thresholds)).toEqual({ from: null, to: 20_000 });
  });

  it("has its best level first", () => {
    expect(levelsOf(3)).toEqual([3, 2, 1]);
    expect(levelsOf(5)).toEqual([5, 4, 3, 2, 1]);
  });

  it("warms by the root, so that one large cell does not pale all others", () => {
    expect(heat(25, 100)).toBe(0.5);
    expect(heat(0, 100)).toBe(0);
    expect(heat(1, 0)).toBe(0);
  });
});

describe("who moved between layers", () => {
  const flow = {
    nodes: [],
    links: [
      { from: "sleeping", to: "active", people: 3 },
      { from: "active", to: "active", people: 9 },
      { from: "active", to: "churned", people: 0 },
    ],
  };

  it("keeps the order and the colour of layers on both days", () => {
    const { nodes, links } = flowShape(flow, ["active", "sleeping", "churned"], (layer) => layer);
    expect(nodes.map(({ key, column, hue }) => [key, column, hue])).toEqual([
      ["a:active", 0, 0],
      ["a:sleeping", 0, 1],
      ["b:active", 1, 0],
    ]);
    expect(links).toEqual([
      { from: "a:sleeping", to: "b:active", value: 3 },
      { from: "a:active", to: "b:active", value: 9 },
    ]);
  });
});
