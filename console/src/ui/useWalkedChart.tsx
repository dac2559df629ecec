import type { EChartsType } from "echarts/core";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { ChartSkeleton } from "./Skeletons";

type Option = Parameters<EChartsType["setOption"]>[0];

interface Walked {
  /** The library, loaded when a chart is first shown. */
  load: () => Promise<{
    init: (place: HTMLElement, theme: null, how: { renderer: "canvas" }) => EChartsType;
  }>;
  /** What is drawn; again whenever it is another. */
  option: Option;
  height: number;
  /** Read out instead of the picture. */
  label: string;
  /** How many marks there are to walk through. */
  marks: number;
  /** Tells a click on the picture as the place of its mark. */
  listen: (chart: EChartsType, pick: (at: number) => void) => void;
  /** Shows the mark at a place, and stops showing any. */
  show: (chart: EChartsType, at: number) => void;
  hide: (chart: EChartsType) => void;
  onPick: (at: number) => void;
}

const FORWARD = ["ArrowRight", "ArrowDown"];
const BACK = ["ArrowLeft", "ArrowUp"];

/** Where a key leads from a mark; null when it does not walk. Before the first step the way back begins at the end. */
export function stepTo(key: string, at: number, marks: number): number | null {
  const last = marks - 1;
  if (last < 0) return null;
  if (key === "Home") return 0;
  if (key === "End") return last;
  if (FORWARD.includes(key)) return Math.min(at + 1, last);
  if (BACK.includes(key)) return at < 0 ? last : Math.max(at - 1, 0);
  return null;
}

/** A drawn chart in its frame: arrow keys, Home and End walk through its marks, Enter or a click goes to what is behind
 * one. */
export function useWalkedChart(chart: Walked): ReactNode {
  const { option, height, label } = chart;
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<EChartsType | null>(null);
  const latest = useRef(chart);
  latest.current = chart;
  const at = useRef(-1);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let gone = false;
    const resize = new ResizeObserver(() => drawn.current?.resize());
    void latest.current.load().then(({ init }) => {
      if (gone || !place.current) return;
      drawn.current = init(place.current, null, { renderer: "canvas" });
      latest.current.listen(drawn.current, (mark) => latest.current.onPick(mark));
      resize.observe(place.current);
      setReady(true);
    });
    return () => {
      gone = true;
      resize.disconnect();
      drawn.current?.dispose();
      drawn.current = null;
    };
  }, []);

  // A page draws itself anew for many reasons. The picture, its tip and a click that is half done stay when it says the
  // same; what formats its numbers only changes together with its words.
  const said = JSON.stringify(option);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `said` stands for the option
  useEffect(() => {
    if (ready) drawn.current?.setOption(latest.current.option, true);
  }, [ready, said]);

  const onKeyDown = (event: KeyboardEvent) => {
    const { marks, show, onPick } = latest.current;
    const next = stepTo(event.key, at.current, marks);
    if (next !== null) {
      event.preventDefault();
      at.current = next;
      if (drawn.current) show(drawn.current, at.current);
    }
    if (event.key === "Enter" && at.current >= 0) onPick(at.current);
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
        onBlur={() => drawn.current && latest.current.hide(drawn.current)}
      />
    </div>
  );
}
