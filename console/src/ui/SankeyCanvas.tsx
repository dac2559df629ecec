import { useMemo } from "react";
import { type FlowLink, type FlowShape, sankeyOption } from "./sankeyOption";
import { useAppearance } from "./theme";
import { FONT } from "./tokens";
import { useIsPhone } from "./useIsPhone";
import { useWalkedChart } from "./useWalkedChart";

interface Props {
  shape: FlowShape;
  height: number;
  /** Read out instead of the picture. */
  label: string;
  onPick?: (link: FlowLink) => void;
}

/** The picture of a flow: its marks are the bands that somebody went along. */
export default function SankeyCanvas({ shape, height, label, onPick }: Props) {
  const { tokens } = useAppearance();
  const narrow = useIsPhone();
  const drawn = useMemo(() => shape.links.filter((link) => link.value > 0), [shape]);
  return useWalkedChart({
    load: () => import("./echartsSankey"),
    option: useMemo(() => sankeyOption(shape, tokens, FONT, narrow), [shape, tokens, narrow]),
    height,
    label,
    marks: drawn.length,
    listen: (chart, pick) =>
      chart.on("click", ({ dataType, dataIndex }) => {
        if (dataType === "edge") pick(dataIndex);
      }),
    show: (chart, at) => {
      const which = { seriesIndex: 0, dataIndex: at, dataType: "edge" };
      chart.dispatchAction({ type: "downplay", seriesIndex: 0 });
      chart.dispatchAction({ type: "highlight", ...which });
      chart.dispatchAction({ type: "showTip", ...which });
    },
    hide: (chart) => chart.dispatchAction({ type: "downplay", seriesIndex: 0 }),
    onPick: (at) => {
      const link = drawn[at];
      if (link) onPick?.(link);
    },
  });
}
