import { useMemo } from "react";
import { Link, useNavigate } from "react-router";
import { useLanguage, useText } from "@/i18n";
import { dayIn, shortDay } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { Chart } from "@/ui/Chart";
import type { ChartRow } from "@/ui/chartOptions";
import type { Period } from "@/ui/PeriodPicker";
import type { Measure, Overview } from "../model";
import { useDress } from "./measures";

/** The customers behind a measure; orders are not a property of a customer's first or last day, so they have no such list. */
function customersBehind(measure: Measure, from: string, to: string): string | null {
  if (measure === "new_friends") return `/customers?first_seen_from=${from}&first_seen_to=${to}`;
  if (measure === "active_people") return `/customers?last_seen_from=${from}`;
  return null;
}

export function ByDay({ data, period, measure }: { data: Overview; period: Period; measure: Measure }) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const dress = useDress(measure);
  const label = t(`overview:measure.${measure}`);
  const behind = customersBehind(measure, period.from, period.to);
  const rows = useMemo<ChartRow[]>(() => data.by_day.map((day) => ({ ...day })), [data.by_day]);
  const today = dayIn(useTimezone());
  const named = (day: string) =>
    day === today ? t("overview:todaySoFar", { day: shortDay(day, language) }) : shortDay(day, language);
  const pick = (row: ChartRow) => {
    const day = String(row.day);
    const to = customersBehind(measure, day, day);
    if (to) void navigate(to);
  };
  return (
    <Chart
      title={t("overview:byDay", { measure: label })}
      kind="area"
      rows={rows}
      x={{ key: "day", label: t("overview:day"), format: named, axis: (day) => shortDay(day, language) }}
      series={[{ key: measure, label, format: dress.exact, axis: dress.axis, exported: dress.exported }]}
      extra={behind && <Link to={behind}>{t("overview:people")}</Link>}
      onPick={behind ? pick : undefined}
    />
  );
}
