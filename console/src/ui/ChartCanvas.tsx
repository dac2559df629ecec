import type { EChartsType } from "echarts/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type ChartRow, type ChartShape, chartOption } from "./chartOptions";
import { ChartSkeleton } from "./Skeletons";
import { useAppearance } from "./theme";
import { FONT } from "./tokens";

interface Props {
  shape: ChartShape;
  height: number;
  /** Read out instead of the picture. */
  label: string;
  onPick?: (row: ChartRow) => void;
}

/** The picture: left and right walk through it, Enter or a click goes to what is behind a mark. */
export default function ChartCanvas({ shape, height, label, onPick }: Props) {
  const { tokens } = useAppearance();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef({ shape, onPick });
  latest.current = { shape, onPick };
  const [ready, setReady] = useState(false);
  const at = useRef(-1);

  useEffect(() => {
    let gone = false;
    const resize = new ResizeObserver(() => chart.current?.resize());
    void import("./echarts").then(({ init }) => {
      if (gone || !place.current) return;
      chart.current = init(place.current, null, { renderer: "canvas" });
      chart.current.getZr().on("click", ({ offsetX, offsetY }) => {
        const column = chart.current?.convertFromPixel({ seriesIndex: 0 }, [offsetX, offsetY])?.[0];
        const row = latest.current.shape.rows[column ?? -1];
        if (row) latest.current.onPick?.(row);
      });
      resize.observe(place.current);
      setReady(true);
    });
    return () => {
      gone = true;
      resize.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    if (ready) chart.current?.setOption(chartOption(shape, tokens, FONT), true);
  }, [ready, shape, tokens]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const { rows } = shape;
    if (step && rows.length) {
      event.preventDefault();
      at.current = Math.min(Math.max(at.current + step, 0), rows.length - 1);
      chart.current?.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at.current });
    }
    const row = rows[at.current];
    if (event.key === "Enter" && row) onPick?.(row);
  };

  return (
    <div className="hy-chart-place" style={{ height }}>
      {!ready && <ChartSkeleton height={height} />}
      <div
        ref={place}
        style={{ height, visibility: ready ? "visible" : "hidden" }}
        role="img"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk through the marks
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => chart.current?.dispatchAction({ type: "hideTip" })}
      />
    </div>
  );
}
