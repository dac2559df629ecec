import { Link, Navigate } from "react-router";
import { useAllowedNav } from "@/app/feature";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { dayIn } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { LiveStream } from "@/features/events/parts/LiveStream";
import { FailureState } from "@/ui/FailureState";
import { useFilters } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { lastDays, PeriodPicker } from "@/ui/PeriodPicker";
import { CardsSkeleton, ChartSkeleton } from "@/ui/Skeletons";
import { MEASURES, type Measure, type Overview as OverviewData } from "../model";
import { ByDay } from "../parts/ByDay";
import { FirstSteps } from "../parts/FirstSteps";
import { MeasureCards } from "../parts/MeasureCards";
import { Shares } from "../parts/Shares";
import { useOverview } from "../queries";

const DEFAULT_DAYS = 30;
const KEYS = ["from", "to", "measure"];
const LIVE_ROWS = 12;

const hasAnything = (data: OverviewData) =>
  MEASURES.some((measure) => data.totals[measure].value > 0 || (data.totals[measure].previous ?? 0) > 0);

/** The way in. Who may not see the numbers starts where their own work is. */
export default function Overview() {
  const may = useMay();
  const elsewhere = useAllowedNav()[0]?.to;
  if (!may("insights.read") && elsewhere) return <Navigate to={elsewhere} replace />;
  return <Numbers />;
}

function Numbers() {
  const t = useText();
  const may = useMay();
  const today = dayIn(useTimezone());
  const { values, set } = useFilters(KEYS);
  const usual = lastDays(DEFAULT_DAYS, today);
  const period = { from: values.from ?? usual.from, to: values.to ?? usual.to };
  const measure: Measure = MEASURES.find((each) => each === values.measure) ?? "new_friends";
  const query = useOverview(period);

  return (
    <Page
      title={t("overview:title")}
      purpose={t("overview:purpose")}
      extra={<PeriodPicker value={period} onChange={(next) => set({ ...next })} />}
    >
      {query.isPending && (
        <div className="hy-stack">
          <CardsSkeleton />
          <div className="hy-card hy-card-body">
            <ChartSkeleton />
          </div>
        </div>
      )}
      {!query.isPending && !query.data && <FailureState error={query.error} onRetry={query.refetch} />}
      {query.data && (
        <>
          {!hasAnything(query.data) && <FirstSteps />}
          <MeasureCards
            data={query.data}
            period={period}
            measure={measure}
            onChoose={(next) => set({ measure: next })}
          />
          <div className="hy-main-side">
            <div className="hy-stack">
              <ByDay data={query.data} period={period} measure={measure} />
              <div className="hy-two">
                <Shares of="channel" items={query.data.by_channel} measure={measure} />
                <Shares of="store" items={query.data.by_store} measure={measure} />
              </div>
            </div>
            {may("events.read") && (
              <LiveStream rows={LIVE_ROWS} more={<Link to="/events/live">{t("overview:allEvents")}</Link>} />
            )}
          </div>
        </>
      )}
    </Page>
  );
}
