import { describe, expect, it } from "vitest";
import { flowRows } from "./Sankey";
import { sankeyOption } from "./sankeyOption";
import { TOKENS } from "./tokens";

const nodes = [
  { key: "a0", column: 0, label: "活跃", hue: 0 },
  { key: "s0", column: 0, label: "沉睡", hue: 1 },
  { key: "a1", column: 1, label: "活跃", hue: 0 },
  { key: "s1", column: 1, label: "沉睡", hue: 1 },
];
const links = [
  { from: "a0", to: "s1", value: 30 },
  { from: "a0", to: "a1", value: 70 },
  { from: "s0", to: "a1", value: 0 },
];

describe("a flow between two moments", () => {
  it("is read as a table by size, with shares of where each comes from", () => {
    const rows = flowRows({ nodes, links });
    expect(rows.map(({ from, to, share }) => [from, to, share])).toEqual([
      ["活跃", "活跃", "70.0%"],
      ["活跃", "沉睡", "30.0%"],
    ]);
  });

  it("draws who moved stronger than who stayed, and leaves out what is empty", () => {
    const option = sankeyOption({ nodes, links, format: String }, TOKENS.light, "sans", false) as {
      series: { data: { name: string }[]; links: { lineStyle: { opacity: number } }[] }[];
    };
    const [series] = option.series;
    expect(series?.data.map((node) => node.name)).toEqual(["a0", "a1", "s1"]);
    const [moved, stayed] = series?.links ?? [];
    expect(moved?.lineStyle.opacity).toBeGreaterThan(stayed?.lineStyle.opacity ?? 1);
  });
});
