import { useSearchParams } from "react-router";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { SegmentPicker } from "@/ui/SegmentPicker";
import { ChartSkeleton } from "@/ui/Skeletons";
import { RegionTable } from "../parts/RegionTable";
import { Venn } from "../parts/Venn";
import { useOverlap } from "../queries";
import { regionsOf } from "../regions";
import "../parts/overlap.css";

const MOST = 4;

/** Who is in several segments at once. Which segments is in the address. */
export default function Overlap() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const ids = [...new Set((params.get("of") ?? "").split(",").map(Number).filter(Boolean))].slice(0, MOST);
  const query = useOverlap(ids);
  const overlap = ids.length > 1 ? query.data : undefined;
  const choose = (next: number[]) => setParams(next.length ? { of: next.join(",") } : {}, { replace: true });
  return (
    <Page
      title={t("segments:overlap.title")}
      purpose={t("segments:overlap.purpose")}
      back={{ to: "/segments", label: t("segments:title") }}
    >
      <div className="hy-overlap-pick">
        <SegmentPicker
          many
          most={MOST}
          label={t("segments:overlap.pick")}
          placeholder={t("segments:overlap.pick")}
          value={ids}
          onChange={choose}
        />
      </div>
      {ids.length < 2 && (
        <div className="hy-card">
          <EmptyState
            title={t(ids.length ? "segments:overlap.few" : "segments:overlap.pick")}
            reason={t("segments:overlap.fewWhy")}
          />
        </div>
      )}
      {ids.length > 1 && query.isPending && <ChartSkeleton height={320} />}
      {query.isError && <FailureState error={query.error} onRetry={query.refetch} />}
      {overlap && (
        <div className="hy-overlap" data-busy={query.isFetching}>
          {(overlap.sets.length === 2 || overlap.sets.length === 3) && (
            <Venn sets={overlap.sets} regions={regionsOf(overlap)} />
          )}
          <RegionTable sets={overlap.sets} regions={regionsOf(overlap)} />
        </div>
      )}
    </Page>
  );
}
