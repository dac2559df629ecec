import { describe, expect, it } from "vitest";
import { flowShape, gradeLines, heat, levelsOf, type RfmCell } from "./model";

const cell = (r: number, f: number, m: number, people: number, revenue: number, grade: string): RfmCell => ({
  r,
  f,
  m,
  people,
  revenue,
  share_people: people / 10,
  share_revenue: revenue / 100,
  grade,
  action: { zh: "", en: "" },
});

describe("the RFM board", () => {
  it("puts cells of one grade together, the most valuable grade first", () => {
    const lines = gradeLines([
      cell(1, 1, 1, 6, 10, "lost"),
      cell(3, 3, 3, 1, 50, "champion"),
      cell(3, 3, 2, 3, 40, "champion"),
    ]);
    expect(lines.map(({ grade, people, revenue, cells }) => [grade, people, revenue, cells])).toEqual([
      ["champion", 4, 90, ["333", "332"]],
      ["lost", 6, 10, ["111"]],
    ]);
    expect(lines[0]?.share_revenue).toBeCloseTo(0.9);
  });

  it("has as many levels as there are scores, and three at least", () => {
    expect(levelsOf([])).toEqual([3, 2, 1]);
    expect(levelsOf([cell(5, 1, 1, 1, 1, "x")])).toEqual([5, 4, 3, 2, 1]);
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
