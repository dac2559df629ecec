import { useMemo } from "react";
import { type ChartRow, type ChartShape, chartOption } from "./chartOptions";
import { useAppearance } from "./theme";
import { FONT } from "./tokens";
import { useWalkedChart } from "./useWalkedChart";

interface Props {
  shape: ChartShape;
  height: number;
  /** Read out instead of the picture. */
  label: string;
  onPick?: (row: ChartRow) => void;
}

/** The picture of rows: its marks are the rows, from left to right. */
export default function ChartCanvas({ shape, height, label, onPick }: Props) {
  const { tokens } = useAppearance();
  return useWalkedChart({
    load: () => import("./echarts"),
    option: useMemo(() => chartOption(shape, tokens, FONT), [shape, tokens]),
    height,
    label,
    marks: shape.rows.length,
    listen: (chart, pick) =>
      // Not the library's click: it gets lost when what is under the pointer is drawn anew while the button is down.
      chart.getZr().painter.getViewportRoot().addEventListener("click", ({ offsetX, offsetY }) => {
        const column = chart.convertFromPixel({ seriesIndex: 0 }, [offsetX, offsetY])?.[0];
        if (column !== undefined) pick(column);
      }),
    show: (chart, at) => chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at }),
    hide: (chart) => chart.dispatchAction({ type: "hideTip" }),
    onPick: (at) => {
      const row = shape.rows[at];
      if (row) onPick?.(row);
    },
  });
}
