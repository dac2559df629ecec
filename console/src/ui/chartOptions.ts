import type { EChartsCoreOption } from "echarts/core";
import type { Tokens } from "./tokens";

export interface ChartSeries {
  key: string;
  label: string;
  /** Dresses one value for labels, tooltips and the table. */
  format: (value: number) => string;
  /** Shorter dress for the axis; `format` unless given. */
  axis?: (value: number) => string;
  /** The value as a file should hold it, such as 元 for 分; as it is unless given. */
  exported?: (value: number) => number;
  /** Drawn as a lighter, dashed line: the period compared with. */
  comparison?: boolean;
}
export type ChartValue = string | number | null | undefined;
export type ChartRow = Record<string, ChartValue>;
export interface ChartNote {
  x: string;
  label: string;
}
export interface ChartShape {
  kind: "line" | "area" | "bar";
  x: {
    key: string;
    label: string;
    format: (value: string) => string;
    /** Shorter dress for the axis; `format` unless given. */
    axis?: (value: string) => string;
  };
  rows: ChartRow[];
  series: ChartSeries[];
  notes?: ChartNote[];
}

/** The lines carry their names at their ends; columns and a comparison are named above the picture. */
export function needsLegend({ kind, series }: Pick<ChartShape, "kind" | "series">): boolean {
  return series.length > 1 && (kind === "bar" || series.some((each) => each.comparison));
}

export function seriesColour(each: ChartSeries, index: number, t: Tokens): string {
  return each.comparison ? t.lineStrong : (t.chart[index % t.chart.length] ?? t.accent);
}

const asNumber = (value: ChartValue): number | null => (typeof value === "number" ? value : null);

/** Direct labels before legends, a zero baseline, one shared tooltip; a day not known is a gap and not a zero. */
export function chartOption(shape: ChartShape, t: Tokens, font: string): EChartsCoreOption {
  const { kind, x, rows, series, notes = [] } = shape;
  const xs = rows.map((row) => String(row[x.key] ?? ""));
  const plain = series.filter((each) => !each.comparison);
  const labelled = plain.length > 1 && kind !== "bar";
  return {
    animationDuration: 150,
    animationDurationUpdate: 150,
    textStyle: { fontFamily: font },
    color: t.chart,
    grid: { left: 4, right: labelled ? 84 : 12, top: 16, bottom: 4, containLabel: true },
    tooltip: tooltip(shape, t),
    xAxis: {
      type: "category",
      data: xs,
      boundaryGap: kind === "bar",
      axisLine: { lineStyle: { color: t.lineStrong } },
      axisTick: { show: false },
      axisLabel: { color: t.textQuiet, fontSize: 12, hideOverlap: true, formatter: x.axis ?? x.format },
    },
    yAxis: {
      type: "value",
      min: 0,
      minInterval: 1,
      splitNumber: 4,
      splitLine: { lineStyle: { color: t.line } },
      axisLabel: { color: t.textQuiet, fontSize: 12, formatter: plain[0]?.axis ?? plain[0]?.format },
    },
    series: series.map((each, index) => drawn(each, index, shape, t, labelled, index === 0 ? notes : [])),
  };
}

function drawn(
  each: ChartSeries,
  index: number,
  shape: ChartShape,
  t: Tokens,
  labelled: boolean,
  notes: ChartNote[],
) {
  const colour = seriesColour(each, index, t);
  const line = shape.kind !== "bar";
  const values = shape.rows.map((row) => asNumber(row[each.key]));
  return {
    name: each.label,
    type: line ? "line" : "bar",
    data: values,
    color: colour,
    symbol: "circle",
    symbolSize: 6,
    // A single known day makes no line; without its mark nothing would be seen.
    showSymbol: values.filter((value) => value !== null).length === 1,
    connectNulls: false,
    cursor: "pointer",
    lineStyle: line
      ? { width: each.comparison ? 1.5 : 2, type: each.comparison ? "dashed" : "solid" }
      : undefined,
    areaStyle: shape.kind === "area" && !each.comparison ? { opacity: 0.1 } : undefined,
    barMaxWidth: 28,
    itemStyle: line ? undefined : { borderRadius: [3, 3, 0, 0] },
    endLabel:
      labelled && !each.comparison
        ? { show: true, formatter: "{a}", color: colour, fontSize: 12 }
        : undefined,
    emphasis: { focus: "none" },
    markLine: notes.length
      ? {
          symbol: "none",
          silent: true,
          lineStyle: { color: t.lineStrong, type: "dotted" },
          label: { color: t.textQuiet, fontSize: 12, formatter: "{b}" },
          data: notes.map((note) => ({ xAxis: note.x, name: note.label })),
        }
      : undefined,
  };
}

interface TooltipItem {
  seriesIndex: number;
  axisValue: string;
  marker: string;
  value: number | null;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function tooltip({ x, series }: ChartShape, t: Tokens) {
  return {
    trigger: "axis",
    backgroundColor: t.raised,
    borderColor: t.line,
    padding: [8, 12],
    textStyle: { color: t.text, fontSize: 13 },
    extraCssText: "box-shadow: 0 4px 16px rgb(0 0 0 / 10%); border-radius: 6px;",
    axisPointer: { type: "line", lineStyle: { color: t.lineStrong } },
    formatter: (items: TooltipItem[]) => {
      const head = `<div style="color:${t.textQuiet};margin-bottom:4px">${escaped(x.format(items[0]?.axisValue ?? ""))}</div>`;
      const lines = items.map(({ seriesIndex, marker, value }) => {
        const each = series[seriesIndex];
        if (!each) return "";
        const shown = value === null || value === undefined ? "—" : each.format(value);
        return `<div style="display:flex;justify-content:space-between;gap:24px"><span>${marker}${escaped(each.label)}</span><b style="font-variant-numeric:tabular-nums">${escaped(shown)}</b></div>`;
      });
      return head + lines.join("");
    },
  };
}
