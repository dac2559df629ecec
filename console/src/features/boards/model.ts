import type { AnswerOf, SentTo } from "@/api/answers";
import type { Tree } from "@/ui/behind";

export type LifecycleBoard = AnswerOf<"/api/lifecycle">;
export type Layer = LifecycleBoard["layers"][number];
export type LifecycleSettings = SentTo<"/api/lifecycle/settings", "put">;
export type Flow = AnswerOf<"/api/lifecycle/flow">;
export type RfmBoard = AnswerOf<"/api/rfm">;
export type RfmCell = RfmBoard["cells"][number];
export type RfmGrade = RfmBoard["grades"][number];
export type RfmThresholds = NonNullable<RfmBoard["thresholds"]>;
export type RfmSettings = SentTo<"/api/rfm/settings", "put">;
export type RfmMeasure = "people" | "revenue";
export type Dimension = "r" | "f" | "m";

/** The best score first. */
export const levelsOf = (scores: number): number[] =>
  Array.from({ length: scores }, (_, index) => scores - index);

export const codeOf = ({ r, f, m }: Pick<RfmCell, "r" | "f" | "m">): string => `${r}${f}${m}`;
export const cellTree = (cells: string[]): Tree => ({ kind: "all", of: [{ kind: "rfm", cells }] });
export const layerTree = (layers: string[]): Tree => ({ kind: "all", of: [{ kind: "lifecycle", layers }] });

/** How strong a cell's colour is, 0…1: by the root, so that a few large cells do not leave all others blank. */
export function heat(value: number, most: number): number {
  return most > 0 ? Math.sqrt(Math.max(value, 0) / most) : 0;
}

/** Between which limits a score lies; an end that is open is null. Of days since the last order few are best. */
export function boundsOf(
  dimension: Dimension,
  score: number,
  thresholds: RfmThresholds,
): { from: number | null; to: number | null } {
  const limits = thresholds[dimension];
  if (dimension === "r") {
    const place = limits.length + 1 - score;
    return { from: limits[place - 1] ?? null, to: limits[place] ?? null };
  }
  return { from: limits[score - 2] ?? null, to: limits[score - 1] ?? null };
}

/** The cells of a grade. */
export const cellsOf = (board: RfmBoard, grade: string): string[] =>
  board.cells.filter((cell) => cell.grade === grade).map(codeOf);

const GREY = 7; // of the chart palette

/** The two days as columns. A layer keeps its colour on both; who was unknown then stands last on the left. */
export function flowShape(flow: Flow, order: string[], nameOf: (layer: string) => string) {
  const place = (layer: string) => (order.includes(layer) ? order.indexOf(layer) : order.length);
  const some = flow.links.filter(({ people }) => people > 0);
  const layers = [...new Set(some.flatMap(({ from, to }) => [from, to]))].sort(
    (one, other) => place(one) - place(other),
  );
  const column = (at: "from" | "to") =>
    layers
      .filter((layer) => some.some((link) => link[at] === layer))
      .map((layer) => ({
        key: `${at === "from" ? "a" : "b"}:${layer}`,
        column: at === "from" ? 0 : 1,
        label: nameOf(layer),
        hue: order.includes(layer) ? place(layer) : GREY,
      }));
  return {
    nodes: [...column("from"), ...column("to")],
    links: some.map(({ from, to, people }) => ({ from: `a:${from}`, to: `b:${to}`, value: people })),
  };
}
