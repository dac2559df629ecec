import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useLanguage, useText } from "@/i18n";
import { dayIn, exactCount, shortCount, shortDay } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { Chart } from "@/ui/Chart";
import type { Behind } from "@/ui/behind";
import type { ChartRow, ChartSeries } from "@/ui/chartOptions";
import { Count } from "@/ui/Count";
import { FailureState } from "@/ui/FailureState";
import { MetricCard } from "@/ui/MetricCard";
import { PeopleBehind } from "@/ui/PeopleBehind";
import { byDay, type DayOfSegment, total } from "../history";
import type { Segment } from "../model";
import { readMembersOn, readMovedOn, useHistory } from "../queries";
import { Size } from "./columns";

const DAYS = 30;
const DAY_MS = 86_400_000;

/** How many there are, and how that came about in the last thirty days. */
export function Growth({ segment }: { segment: Segment }) {
  const t = useText();
  const timezone = useTimezone();
  const to = dayIn(timezone);
  const from = dayIn(timezone, new Date(Date.now() - (DAYS - 1) * DAY_MS));
  const query = useHistory(segment.id, from, to);
  const days = useMemo(
    () => byDay(query.data?.items ?? [], from, to, timezone),
    [query.data, from, to, timezone],
  );
  // One day makes no line yet.
  const known = days.filter(({ size }) => size !== null).length;
  const first = days.find(({ size }) => size !== null)?.size ?? null;
  return (
    <>
      <div className="hy-metrics">
        <MetricCard
          label={t("segments:page.size")}
          value={<Size segment={segment} />}
          change={
            segment.size !== null && days[0]?.size !== null && first !== null
              ? { value: segment.size, previous: first, against: t("segments:page.against") }
              : undefined
          }
        />
        <MetricCard label={t("segments:page.entered")} value={<Count value={total(days, "entered")} />} />
        <MetricCard label={t("segments:page.left")} value={<Count value={total(days, "left")} />} />
      </div>
      {query.isError && <FailureState error={query.error} onRetry={query.refetch} />}
      {known > 1 && <HistoryChart segment={segment} days={days} />}
    </>
  );
}

type Shown = "size" | "moves";

/** The way from a point to who was in it that day, or to who came and who left. */
function useBehindDay(segment: Segment) {
  const t = useText();
  const language = useLanguage();
  const [behind, setBehind] = useState<Behind | null>(null);
  const named = (what: string, day: string) =>
    t(`segments:chart.behind.${what}`, { day: shortDay(day, language), name: segment.name });
  const showSize = ({ day }: ChartRow) =>
    setBehind({ title: named("size", String(day)), page: readMembersOn(segment.id, String(day)) });
  const showMoved = (row: ChartRow, entered: boolean) => {
    const day = String(row.day);
    const others = Number(entered ? row.left : row.entered) || 0;
    setBehind({
      title: named(entered ? "entered" : "left", day),
      page: readMovedOn(segment.id, day, entered),
      also: others
        ? {
            label: t(`segments:chart.also.${entered ? "left" : "entered"}`, { n: others }),
            open: () => showMoved(row, !entered),
          }
        : undefined,
    });
  };
  return { behind, close: () => setBehind(null), showSize, showMoved };
}

function HistoryChart({ segment, days }: { segment: Segment; days: DayOfSegment[] }) {
  const t = useText();
  const language = useLanguage();
  const [shown, setShown] = useState<Shown>("size");
  const { behind, close, showSize, showMoved } = useBehindDay(segment);
  const pick = (row: ChartRow) => {
    if (row.size === null) return;
    if (shown === "size") showSize(row);
    else if (row.entered || row.left) showMoved(row, !!row.entered);
  };
  const rows = useMemo<ChartRow[]>(() => days.map((day) => ({ ...day })), [days]);
  const line = (key: "size" | "entered" | "left"): ChartSeries => ({
    key,
    label: t(`segments:chart.${key === "size" ? "people" : key}`),
    format: (value) => exactCount(value, language),
    axis: (value) => shortCount(value, language),
  });
  return (
    <>
      <Chart
        onPick={pick}
        title={t(`segments:chart.${shown}`)}
        kind={shown === "size" ? "area" : "bar"}
        height={200}
        rows={rows}
        x={{ key: "day", label: t("segments:chart.day"), format: (day) => shortDay(day, language) }}
        series={shown === "size" ? [line("size")] : [line("entered"), line("left")]}
        extra={
          <Segmented<Shown>
            size="small"
            aria-label={t("segments:chart.choose")}
            value={shown}
            onChange={setShown}
            options={[
              { value: "size", label: t("segments:chart.asSize") },
              { value: "moves", label: t("segments:chart.asMoves") },
            ]}
          />
        }
      />
      <PeopleBehind behind={behind} onClose={close} />
    </>
  );
}
