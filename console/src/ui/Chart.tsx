import { lazy, type ReactNode } from "react";
import { useText } from "@/i18n";
import {
  type ChartRow,
  type ChartSeries,
  type ChartShape,
  type ChartValue,
  needsLegend,
  seriesColour,
} from "./chartOptions";
import { ChartFrame } from "./ChartFrame";
import { saveCsv } from "./csv";
import { useAppearance } from "./theme";

const ChartCanvas = lazy(() => import("./ChartCanvas"));

interface Props extends ChartShape {
  title: string;
  /** Controls left of table and export. */
  extra?: ReactNode;
  height?: number;
  /** Goes to the people or records behind one mark. */
  onPick?: (row: ChartRow) => void;
}

/** Every chart of the console: a picture, the same numbers as a table, and the same numbers as a file. */
export function Chart({ title, extra, height = 260, onPick, ...shape }: Props) {
  const t = useText();
  const head = [shape.x.label, ...shape.series.map((each) => each.label)];
  const save = () =>
    saveCsv(
      title,
      head,
      shape.rows.map((row) => [
        row[shape.x.key],
        ...shape.series.map((each) => exportedValue(each, row[each.key])),
      ]),
    );
  return (
    <ChartFrame
      title={title}
      extra={extra}
      height={height}
      onSave={save}
      legend={needsLegend(shape) && <Legend series={shape.series} />}
      table={<ChartTable title={title} head={head} shape={shape} height={height} onPick={onPick} />}
      picture={
        <ChartCanvas
          shape={shape}
          height={height}
          onPick={onPick}
          label={t("ui:chart.label", { title, n: shape.rows.length })}
        />
      }
    />
  );
}

function exportedValue(each: ChartSeries, value: ChartValue): ChartValue {
  return typeof value === "number" && each.exported ? each.exported(value) : value;
}

function Legend({ series }: { series: ChartSeries[] }) {
  const { tokens } = useAppearance();
  return (
    <ul className="hy-chart-legend">
      {series.map((each, index) => (
        <li key={each.key}>
          <i style={{ background: seriesColour(each, index, tokens) }} />
          {each.label}
        </li>
      ))}
    </ul>
  );
}

interface TableProps {
  title: string;
  head: string[];
  shape: ChartShape;
  height: number;
  onPick?: (row: ChartRow) => void;
}

function ChartTable({ title, head, shape, height, onPick }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="hy-chart-table" style={{ maxHeight: height }} tabIndex={0} aria-label={title}>
      <table>
        <thead>
          <tr>
            {head.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shape.rows.map((row) => {
            const x = String(row[shape.x.key] ?? "");
            const name = shape.x.format(x);
            return (
              <tr key={x}>
                <th scope="row">
                  {onPick ? (
                    <button type="button" onClick={() => onPick(row)}>
                      {name}
                    </button>
                  ) : (
                    name
                  )}
                </th>
                {shape.series.map((each) => {
                  const value = row[each.key];
                  return <td key={each.key}>{typeof value === "number" ? each.format(value) : "—"}</td>;
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
