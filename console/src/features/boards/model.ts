import type { Bilingual } from "@/i18n";
import type { Tree } from "@/ui/behind";

export interface Layer {
  key: string;
  label: Bilingual;
  explanation: Bilingual;
  people: number;
  share: number;
}
export interface LifecycleSettings {
  new_days: number;
  active_days: number;
  active_interactions: number;
  loyal_days: number;
  loyal_purchases: number;
  sleeping_days: number;
  churned_days: number;
  risk_days: number;
  high_value_amount: number;
  in_between: "new" | "active" | "sleeping";
  version?: number;
}
export interface RfmSettings {
  window_days: number;
  scores: number;
  method: "quantiles" | "fixed";
  fixed_r: number[];
  fixed_f: number[];
  fixed_m: number[];
  version?: number;
}
export interface LifecycleBoard {
  layers: Layer[];
  settings: LifecycleSettings;
  as_of: string | null;
}
export interface Flow {
  nodes: { layer: string; at: "from" | "to" }[];
  links: { from: string; to: string; people: number }[];
}

export interface RfmCell {
  r: number;
  f: number;
  m: number;
  people: number;
  revenue: number;
  share_people: number;
  share_revenue: number;
  grade: string;
  action: Bilingual;
}
export interface RfmGrade {
  key: string;
  label: Bilingual;
  action?: Bilingual;
  people?: number;
}
export interface RfmBoard {
  settings: RfmSettings;
  thresholds: { r: number[]; f: number[]; m: number[] } | null;
  cells: RfmCell[];
  grades: RfmGrade[];
  as_of: string | null;
}

/** How many scores each dimension has; three unless the settings say otherwise. */
export const scoresOf = (cells: RfmCell[]): number =>
  Math.max(3, ...cells.map(({ r, f, m }) => Math.max(r, f, m)));
/** The best score first. */
export const levelsOf = (cells: RfmCell[]): number[] =>
  Array.from({ length: scoresOf(cells) }, (_, index, n = scoresOf(cells)) => n - index);
export type RfmMeasure = "people" | "revenue";

export const codeOf = ({ r, f, m }: Pick<RfmCell, "r" | "f" | "m">): string => `${r}${f}${m}`;
export const cellTree = (cells: string[]): Tree => ({ kind: "all", of: [{ kind: "rfm", cells }] });
export const layerTree = (layers: string[]): Tree => ({ kind: "all", of: [{ kind: "lifecycle", layers }] });

/** How strong a cell's colour is, 0…1: by the root, so that a few large cells do not leave all others blank. */
export function heat(value: number, most: number): number {
  return most > 0 ? Math.sqrt(Math.max(value, 0) / most) : 0;
}

export interface GradeLine {
  grade: string;
  people: number;
  revenue: number;
  share_people: number;
  share_revenue: number;
  cells: string[];
}

/** The cells of each grade together, the one with most revenue first. */
export function gradeLines(cells: RfmCell[]): GradeLine[] {
  const lines = new Map<string, GradeLine>();
  for (const cell of cells) {
    const line = lines.get(cell.grade) ?? {
      grade: cell.grade,
      people: 0,
      revenue: 0,
      share_people: 0,
      share_revenue: 0,
      cells: [],
    };
    line.people += cell.people;
    line.revenue += cell.revenue;
    line.share_people += cell.share_people;
    line.share_revenue += cell.share_revenue;
    line.cells.push(codeOf(cell));
    lines.set(cell.grade, line);
  }
  return [...lines.values()].sort((one, other) => other.revenue - one.revenue || other.people - one.people);
}

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
        hue: place(layer),
      }));
  return {
    nodes: [...column("from"), ...column("to")],
    links: some.map(({ from, to, people }) => ({ from: `a:${from}`, to: `b:${to}`, value: people })),
  };
}

const shift = (day: string, days: number): string => {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
};

/** Those of `from` who came to `to` within the days, as a rule of a segment; who stayed is who did not leave. */
export function movedTree(from: string, to: string, days: { from: string; to: string }): Tree {
  const window = { kind: "between", from: shift(days.from, 1), to: shift(days.to, 1) };
  const change = (property: string, value: string) => ({
    kind: "event",
    event: "stage_changed",
    where: [{ property, operator: "is", value }],
    measure: "count",
    operator: "at_least",
    value: 1,
    window,
  });
  if (from === to) {
    const here = { kind: "lifecycle", layers: [to] };
    return { kind: "all", of: [here, { kind: "none", of: [change("from", from)] }] };
  }
  return { kind: "all", of: [change("from", from), change("to", to)] };
}
