import { useLanguage, useText } from "@/i18n";
import { exactCount, shortCount, shortDay } from "@/i18n/format";
import { Chart } from "@/ui/Chart";
import type { ChartRow } from "@/ui/chartOptions";
import { Count } from "@/ui/Count";
import { EmptyState } from "@/ui/EmptyState";
import type { Period } from "@/ui/PeriodPicker";
import { RankBars } from "@/ui/RankBars";
import { type AccountDay, everyDay, type FollowerDay, gainedBySource, SOURCES } from "../model";

interface Props {
  period: Period;
  followers: FollowerDay[];
  days: AccountDay[];
}

/** Day by day: who came and went, what was read, what was written to the account. */
export function FigureCharts({ period, followers, days }: Props) {
  const t = useText();
  if (!followers.length && !days.length) {
    return (
      <div className="hy-card">
        <EmptyState
          title={t("official_account:figures.nothing")}
          reason={t("official_account:figures.nothingWhy")}
        />
      </div>
    );
  }
  return (
    <>
      <div className="hy-main-side">
        <ByDay title="byDay" kind="bar" period={period} days={followers} series={["gained", "lost"]} />
        <Sources followers={followers} />
      </div>
      <ByDay title="readsByDay" kind="line" period={period} days={days} series={["readers", "sharers"]} />
      <ByDay title="messagesByDay" kind="bar" period={period} days={days} series={["messages"]} />
    </>
  );
}

interface ByDayProps {
  title: string;
  kind: "line" | "bar";
  period: Period;
  days: { day: string }[];
  series: string[];
}

function ByDay({ title, kind, period, days, series }: ByDayProps) {
  const t = useText();
  const language = useLanguage();
  const rows = everyDay(days, period.from, period.to).map((day): ChartRow => ({ ...day }));
  const label = t(`official_account:figures.${title}`);
  if (!rows.some((row) => series.some((key) => typeof row[key] === "number"))) {
    return (
      <section className="hy-card" aria-label={label}>
        <div className="hy-card-head">
          <h2>{label}</h2>
        </div>
        <EmptyState small title={t("official_account:figures.notTold")} />
      </section>
    );
  }
  return (
    <Chart
      title={label}
      kind={kind}
      height={220}
      rows={rows}
      x={{
        key: "day",
        label: t("official_account:figures.day"),
        format: (day) => shortDay(day, language),
      }}
      series={series.map((key) => ({
        key,
        label: t(`official_account:figures.${key}`),
        format: (value: number) => exactCount(value, language),
        axis: (value: number) => shortCount(value, language),
      }))}
    />
  );
}

function Sources({ followers }: { followers: FollowerDay[] }) {
  const t = useText();
  const label = t("official_account:figures.bySource");
  const items = gainedBySource(followers).map(({ source, gained }) => ({
    key: source,
    label: SOURCES.includes(source)
      ? t(`official_account:figures.sources.${source}`)
      : t("official_account:figures.source", { code: source }),
    value: gained,
  }));
  return (
    <section className="hy-card" aria-label={label}>
      <div className="hy-card-head">
        <h2>{label}</h2>
      </div>
      <div className="hy-card-body">
        {items.length ? (
          <RankBars items={items} label={label} format={(value) => <Count value={value} />} />
        ) : (
          <EmptyState small title={t("official_account:figures.nothing")} />
        )}
      </div>
    </section>
  );
}
