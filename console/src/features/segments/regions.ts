import type { Node, Overlap } from "./model";

export interface Region {
  in: number[];
  size: number;
}

const keyOf = (ids: number[]) => [...ids].sort((a, b) => a - b).join(",");

/** Every part of the picture, one segment alone first, all of them last; what the server left out is empty. */
export function regionsOf({ sets, regions }: Overlap): Region[] {
  const sizes = new Map(regions.map((region) => [keyOf(region.in), region.size]));
  const ids = sets.map(({ id }) => id);
  const parts: number[][] = [];
  for (let mask = 1; mask < 1 << ids.length; mask += 1) parts.push(ids.filter((_, bit) => mask & (1 << bit)));
  return parts
    .sort((a, b) => a.length - b.length)
    .map((part) => ({ in: part, size: sizes.get(keyOf(part)) ?? 0 }));
}

/** The rule of exactly this part: in all of these and none of the others. */
export function ruleOf(region: number[], all: number[]): Node {
  const leaf = (segment: number): Node => ({ kind: "segment", segment });
  const others = all.filter((id) => !region.includes(id));
  const inside = region.map(leaf);
  return { kind: "all", of: others.length ? [...inside, { kind: "none", of: others.map(leaf) }] : inside };
}

export interface Circle {
  x: number;
  y: number;
  r: number;
}
export const CIRCLES: Record<2 | 3, Circle[]> = {
  2: [
    { x: 160, y: 150, r: 110 },
    { x: 280, y: 150, r: 110 },
  ],
  3: [
    { x: 160, y: 130, r: 100 },
    { x: 280, y: 130, r: 100 },
    { x: 220, y: 232, r: 100 },
  ],
};
/** Where each part's number stands: by which of the circles it lies in. */
export const PLACES: Record<2 | 3, Record<string, [number, number]>> = {
  2: { "0": [105, 150], "1": [335, 150], "0,1": [220, 150] },
  3: {
    "0": [115, 105],
    "1": [325, 105],
    "2": [220, 282],
    "0,1": [220, 98],
    "0,2": [158, 200],
    "1,2": [282, 200],
    "0,1,2": [220, 164],
  },
};
