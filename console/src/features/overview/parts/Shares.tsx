import { useText } from "@/i18n";
import { useChannelName } from "@/ui/ChannelName";
import { EmptyState } from "@/ui/EmptyState";
import { type Rank, RankBars } from "@/ui/RankBars";
import type { Measure, Share } from "../model";
import { useDress } from "./measures";

interface Props {
  of: "channel" | "store";
  items: Share[];
  measure: Measure;
}

const SHOWN = 8;

/** The chosen measure by channel or by store; what does not fit is added up, so that shares stay true. */
export function Shares({ of, items, measure }: Props) {
  const t = useText();
  const dress = useDress(measure);
  const channelName = useChannelName();
  const nameOf = ({ key, label }: Share) => (of === "channel" && key ? channelName(key) : label);
  const title = t(`overview:by_${of}`, { measure: t(`overview:measure.${measure}`) });
  const sorted = items.filter((item) => item[measure] > 0).sort((a, b) => b[measure] - a[measure]);
  const ranks: Rank[] = sorted.slice(0, SHOWN).map((item) => ({
    key: item.key ?? "",
    label: nameOf(item) || t(`overview:no_${of}`),
    value: item[measure],
    to: item.key ? `/customers?${of}=${encodeURIComponent(item.key)}` : undefined,
  }));
  const rest = sorted.slice(SHOWN).reduce((sum, item) => sum + item[measure], 0);
  if (rest > 0)
    ranks.push({ key: "…", label: t("overview:rest", { n: sorted.length - SHOWN }), value: rest });
  return (
    <section className="hy-card" aria-label={title}>
      <div className="hy-card-head">
        <h2>{title}</h2>
      </div>
      <div className="hy-card-body">
        {ranks.length ? (
          <RankBars items={ranks} format={dress.show} label={title} />
        ) : (
          <EmptyState small title={t("overview:nothing")} reason={t(`overview:nothing_${of}`)} />
        )}
      </div>
    </section>
  );
}
