import type { EChartsType } from "echarts/core";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { ChartSkeleton } from "./Skeletons";
import { type FlowLink, type FlowShape, sankeyOption } from "./sankeyOption";
import { useAppearance } from "./theme";
import { FONT } from "./tokens";
import { useIsPhone } from "./useIsPhone";

interface Props {
  shape: FlowShape;
  height: number;
  /** Read out instead of the picture. */
  label: string;
  onPick?: (link: FlowLink) => void;
}

/** The picture of a flow: up and down walk through the bands, Enter or a click goes to the people of one. */
export default function SankeyCanvas({ shape, height, label, onPick }: Props) {
  const { tokens } = useAppearance();
  const narrow = useIsPhone();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef({ shape, onPick });
  latest.current = { shape, onPick };
  const [ready, setReady] = useState(false);
  const at = useRef(-1);
  const drawn = shape.links.filter((link) => link.value > 0);

  useEffect(() => {
    let gone = false;
    const resize = new ResizeObserver(() => chart.current?.resize());
    void import("./echartsSankey").then(({ init }) => {
      if (gone || !place.current) return;
      chart.current = init(place.current, null, { renderer: "canvas" });
      chart.current.on("click", ({ dataType, data }) => {
        if (dataType !== "edge") return;
        const { source, target } = data as unknown as { source: string; target: string };
        const link = latest.current.shape.links.find((one) => one.from === source && one.to === target);
        if (link) latest.current.onPick?.(link);
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
    if (ready) chart.current?.setOption(sankeyOption(shape, tokens, FONT, narrow), true);
  }, [ready, shape, tokens, narrow]);

  const onKeyDown = (event: KeyboardEvent) => {
    const forward = event.key === "ArrowDown" || event.key === "ArrowRight";
    const back = event.key === "ArrowUp" || event.key === "ArrowLeft";
    if ((forward || back) && drawn.length) {
      event.preventDefault();
      at.current = Math.min(Math.max(at.current + (forward ? 1 : -1), 0), drawn.length - 1);
      const which = { seriesIndex: 0, dataIndex: at.current, dataType: "edge" };
      chart.current?.dispatchAction({ type: "downplay", seriesIndex: 0 });
      chart.current?.dispatchAction({ type: "highlight", ...which });
      chart.current?.dispatchAction({ type: "showTip", ...which });
    }
    const link = drawn[at.current];
    if (event.key === "Enter" && link) onPick?.(link);
  };

  return (
    <div className="hy-chart-place" style={{ height }}>
      {!ready && <ChartSkeleton height={height} />}
      <div
        ref={place}
        style={{ height, visibility: ready ? "visible" : "hidden" }}
        role="img"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk through the bands
        tabIndex={0}
        onKeyDown={onKeyDown}
        onBlur={() => chart.current?.dispatchAction({ type: "downplay", seriesIndex: 0 })}
      />
    </div>
  );
}
