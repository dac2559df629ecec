import type { EChartsCoreOption } from "echarts/core";
import type { Tokens } from "./tokens";

export interface FlowNode {
  key: string;
  /** 0 is the left column. */
  column: number;
  label: string;
  /** An index into the chart palette; the same thing keeps its colour in every column. */
  hue: number;
}
export interface FlowLink {
  from: string;
  to: string;
  value: number;
}
export interface FlowShape {
  nodes: FlowNode[];
  links: FlowLink[];
  format: (value: number) => string;
}

const STAYED = 0.18;
const MOVED = 0.42;

/** Bands from the left column to the right; who stayed where they were is paler than who moved. */
export function sankeyOption(shape: FlowShape, t: Tokens, font: string, narrow: boolean): EChartsCoreOption {
  const { nodes, format } = shape;
  const links = shape.links.filter((link) => link.value > 0);
  const total = new Map<string, number>();
  for (const { from, to, value } of links) {
    total.set(from, (total.get(from) ?? 0) + value);
    total.set(to, (total.get(to) ?? 0) + value);
  }
  const hueOf = (key: string) => nodes.find((node) => node.key === key)?.hue ?? 0;
  const labelOf = (key: string) => nodes.find((node) => node.key === key)?.label ?? key;
  const colour = (key: string) => t.chart[hueOf(key) % t.chart.length] ?? t.accent;
  const side = narrow ? 74 : 116;
  return {
    // The picture is drawn at once: nodes that grow would be clicked where they are not yet.
    animation: false,
    textStyle: { fontFamily: font },
    tooltip: {
      trigger: "item",
      backgroundColor: t.raised,
      borderColor: t.line,
      padding: [8, 12],
      textStyle: { color: t.text, fontSize: 13 },
      extraCssText: "box-shadow: 0 4px 16px rgb(0 0 0 / 10%); border-radius: 6px;",
      formatter: ({ dataType, data }: { dataType: string; data: Record<string, unknown> }) =>
        dataType === "edge"
          ? `${labelOf(String(data.source))} → ${labelOf(String(data.target))}<br/><b>${format(Number(data.value))}</b>`
          : `${labelOf(String(data.name))}<br/><b>${format(total.get(String(data.name)) ?? 0)}</b>`,
    },
    series: [
      {
        type: "sankey",
        left: side,
        right: side,
        top: 16,
        bottom: 20,
        nodeWidth: 10,
        nodeGap: 14,
        draggable: false,
        layoutIterations: 0,
        emphasis: { focus: "adjacency", lineStyle: { opacity: 0.6 } },
        lineStyle: { curveness: 0.5 },
        data: nodes
          .filter((node) => total.has(node.key))
          .map((node) => ({
            name: node.key,
            depth: node.column,
            itemStyle: { color: colour(node.key), borderWidth: 0 },
            label: {
              position: node.column === 0 ? "left" : "right",
              color: t.text,
              fontSize: narrow ? 11 : 12,
              lineHeight: 16,
              formatter: `${node.label}\n${format(total.get(node.key) ?? 0)}`,
            },
          })),
        links: links.map((link) => ({
          source: link.from,
          target: link.to,
          value: link.value,
          lineStyle: {
            color: colour(link.from),
            opacity: hueOf(link.from) === hueOf(link.to) ? STAYED : MOVED,
          },
        })),
      },
    ],
  };
}
