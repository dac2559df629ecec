import { useState } from "react";
import { Link } from "react-router";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { dayIn, exactCount, shortCount, shortDay } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { Chart } from "@/ui/Chart";
import { Count } from "@/ui/Count";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { MetricCard } from "@/ui/MetricCard";
import { lastDays, type Period, PeriodPicker } from "@/ui/PeriodPicker";
import { ChartSkeleton } from "@/ui/Skeletons";
import { type Account, type Day, everyDay, MEASURES, type Measure, summed } from "../model";
import { ProgramFrame } from "../parts/ProgramFrame";
import { useFigures } from "../queries";

const DAYS = 14;

export default function Figures() {
  const today = dayIn(useTimezone());
  const [period, setPeriod] = useState<Period>(() => lastDays(DAYS, today));
  return (
    <ProgramFrame page="figures" action={() => <PeriodPicker value={period} onChange={setPeriod} />}>
      {(program) => <Numbers key={program.id} program={program} period={period} />}
    </ProgramFrame>
  );
}

function Numbers({ program, period }: { program: Account; period: Period }) {
  const t = useText();
  const may = useMay();
  const query = useFigures(program.id, period);
  const [measure, setMeasure] = useState<Measure>("visitors");
  if (query.isPending) return <ChartSkeleton height={280} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  const days = query.data.items;
  if (!days.length) {
    return (
      <div className="hy-card">
        <EmptyState
          title={t("mini_program:figures.none")}
          reason={t("mini_program:figures.noneWhy")}
          action={
            may("connections.read") && (
              <Link to={`/settings/connections/${program.id}`}>
                {t("mini_program:templates.toConnection")}
              </Link>
            )
          }
        />
      </div>
    );
  }
  return (
    <>
      <div className="hy-metrics">
        {MEASURES.map((each) => (
          <MetricCard
            key={each}
            label={t(`mini_program:figures.${each}`)}
            value={<Count value={summed(days, each)} />}
            chosen={each === measure}
            onChoose={() => setMeasure(each)}
          />
        ))}
      </div>
      <ByDay days={days} measure={measure} period={period} />
    </>
  );
}

function ByDay({ days, measure, period }: { days: Day[]; measure: Measure; period: Period }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Chart
      title={t(`mini_program:figures.${measure}`)}
      kind="line"
      height={280}
      rows={everyDay(days, period.from, period.to)}
      x={{ key: "day", label: t("mini_program:figures.day"), format: (day) => shortDay(day, language) }}
      series={[
        {
          key: measure,
          label: t(`mini_program:figures.${measure}`),
          format: (value: number) => exactCount(value, language),
          axis: (value: number) => shortCount(value, language),
        },
      ]}
    />
  );
}
