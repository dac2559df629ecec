import { useState } from "react";
import { useLanguage, useText } from "@/i18n";
import { exactCount, shortCount, shortDay } from "@/i18n/format";
import { Chart } from "@/ui/Chart";
import { Count } from "@/ui/Count";
import type { ChartRow } from "@/ui/chartOptions";
import { MetricCard } from "@/ui/MetricCard";
import type { Period } from "@/ui/PeriodPicker";
import { everyDay } from "./days";

export interface ShownMeasure {
  key: string;
  label: string;
  /** Of the whole period; null where nothing is known. */
  value: number | null;
  /** A level that goes up and down, rather than a count of each day. */
  level?: boolean;
  /** Other dress than a count. */
  format?: (value: number) => string;
}

interface Props {
  measures: ShownMeasure[];
  days: ({ day: string } & Record<string, string | number | null>)[];
  period: Period;
}

/** Numbers of a period, and the chosen one day by day; a day that was not counted is a gap. */
export function FigureDays({ measures, days, period }: Props) {
  const t = useText();
  const language = useLanguage();
  const [key, choose] = useState(measures[0]?.key);
  const chosen = measures.find((one) => one.key === key) ?? measures[0];
  if (!chosen) return null;
  return (
    <>
      <div className="hy-metrics">
        {measures.map(({ key: own, label, value, format }) => (
          <MetricCard
            key={own}
            label={label}
            value={
              format && value !== null ? (
                <span className="hy-num">{format(value)}</span>
              ) : (
                <Count value={value} />
              )
            }
            chosen={own === chosen.key}
            onChoose={() => choose(own)}
          />
        ))}
      </div>
      <Chart
        title={chosen.label}
        kind={chosen.level ? "line" : "bar"}
        height={240}
        rows={everyDay(days, period.from, period.to) as ChartRow[]}
        x={{ key: "day", label: t("staff_work:day"), format: (day) => shortDay(day, language) }}
        series={[
          {
            key: chosen.key,
            label: chosen.label,
            format: chosen.format ?? ((value) => exactCount(value, language)),
            axis: chosen.format ?? ((value) => shortCount(value, language)),
          },
        ]}
      />
    </>
  );
}
