import { lazy, type ReactNode } from "react";
import { useText } from "@/i18n";
import { percent } from "@/i18n/format";
import { ChartFrame } from "./ChartFrame";
import { saveCsv } from "./csv";
import type { FlowLink, FlowShape } from "./sankeyOption";

export type { FlowLink, FlowNode, FlowShape } from "./sankeyOption";

const SankeyCanvas = lazy(() => import("./SankeyCanvas"));

interface Props extends FlowShape {
  title: string;
  /** Names of the two columns and of what is counted. */
  columns: { from: string; to: string; value: string };
  extra?: ReactNode;
  height?: number;
  /** Goes to the people of one band. */
  onPick?: (link: FlowLink) => void;
}

/** Who went from where to where: a picture, the same numbers as a table, and as a file. */
export function Sankey({ title, columns, extra, height = 360, onPick, ...shape }: Props) {
  const t = useText();
  const rows = flowRows(shape);
  const head = [columns.from, columns.to, columns.value, t("ui:chart.shareOfFrom")];
  const save = () =>
    saveCsv(
      title,
      head,
      rows.map((row) => [row.from, row.to, row.link.value, row.share]),
    );
  return (
    <ChartFrame
      title={title}
      extra={extra}
      height={height}
      onSave={save}
      picture={
        <SankeyCanvas
          shape={shape}
          height={height}
          onPick={onPick}
          label={t("ui:chart.flowLabel", { title, n: rows.length })}
        />
      }
      table={
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="hy-chart-table" style={{ maxHeight: height }} tabIndex={0} aria-label={title}>
          <table>
            <thead>
              <tr>
                {head.map((label, index) => (
                  <th key={label} scope="col" className={index < 2 ? "hy-chart-word" : undefined}>
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ from, to, share, link }) => (
                <tr key={`${link.from}/${link.to}`}>
                  <th scope="row">{from}</th>
                  <td className="hy-chart-word">{to}</td>
                  <td>
                    {onPick ? (
                      <button type="button" onClick={() => onPick(link)}>
                        {shape.format(link.value)}
                      </button>
                    ) : (
                      shape.format(link.value)
                    )}
                  </td>
                  <td>{share}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      }
    />
  );
}

/** The bands by size, each with its share of where it comes from. */
export function flowRows({ nodes, links }: Pick<FlowShape, "nodes" | "links">) {
  const labelOf = (key: string) => nodes.find((node) => node.key === key)?.label ?? key;
  const out = new Map<string, number>();
  for (const { from, value } of links) out.set(from, (out.get(from) ?? 0) + value);
  return links
    .filter((link) => link.value > 0)
    .sort((one, other) => other.value - one.value)
    .map((link) => ({
      link,
      from: labelOf(link.from),
      to: labelOf(link.to),
      share: percent(link.value / (out.get(link.from) || 1)),
    }));
}
