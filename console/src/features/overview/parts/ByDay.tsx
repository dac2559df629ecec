import { Button } from "antd";
import { useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { dayIn, shortDay } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import type { Behind, Tree } from "@/ui/behind";
import { Chart } from "@/ui/Chart";
import type { ChartRow } from "@/ui/chartOptions";
import { PeopleBehind } from "@/ui/PeopleBehind";
import type { Period } from "@/ui/PeriodPicker";
import type { Measure, Overview } from "../model";
import { useDress } from "./measures";

const EVENT: Partial<Record<Measure, string>> = {
  new_friends: "contact_added",
  orders: "order_paid",
  gmv: "order_paid",
};

/** Whoever did what a measure counts between two days; no one event says who was active. */
function doersOf(measure: Measure, from: string, to: string): Tree | undefined {
  const event = EVENT[measure];
  if (!event) return undefined;
  const window = { kind: "between", from, to };
  const did = { kind: "event", event, where: [], measure: "count", operator: "at_least", value: 1, window };
  return { kind: "all", of: [did] };
}

/** Who was active until today are those seen last since then; of an earlier end nobody can say it from the list. */
const activeSince = (measure: Measure, from: string, to: string, today: string): string | null =>
  measure === "active_people" && to >= today ? `/customers?last_seen_from=${from}` : null;

export function ByDay({ data, period, measure }: { data: Overview; period: Period; measure: Measure }) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const dress = useDress(measure);
  const label = t(`overview:measure.${measure}`);
  const [behind, setBehind] = useState<Behind | null>(null);
  const rows = useMemo<ChartRow[]>(() => data.by_day.map((day) => ({ ...day })), [data.by_day]);
  const today = dayIn(useTimezone());
  const named = (day: string) =>
    day === today ? t("overview:todaySoFar", { day: shortDay(day, language) }) : shortDay(day, language);
  const mayAsk = useMay()("segments.read");
  const open = (from: string, to: string, when: string) => {
    const tree = doersOf(measure, from, to);
    const list = activeSince(measure, from, to, today);
    if (tree) setBehind({ title: t("overview:behind", { measure: label, when }), tree });
    else if (list) void navigate(list);
  };
  const canOpen = (from: string, to: string) =>
    EVENT[measure] ? mayAsk : activeSince(measure, from, to, today) !== null;
  const pick = (row: ChartRow) => {
    const day = String(row.day);
    if (canOpen(day, day)) open(day, day, named(day));
  };
  const { from, to } = period;
  const whole = `${shortDay(from, language)} – ${shortDay(to, language)}`;
  return (
    <>
      <Chart
        title={t("overview:byDay", { measure: label })}
        kind="area"
        rows={rows}
        x={{ key: "day", label: t("overview:day"), format: named, axis: (day) => shortDay(day, language) }}
        series={[{ key: measure, label, format: dress.exact, axis: dress.axis, exported: dress.exported }]}
        extra={
          canOpen(from, to) && (
            <Button type="link" size="small" onClick={() => open(from, to, whole)}>
              {t("overview:people")}
            </Button>
          )
        }
        onPick={EVENT[measure] ? (mayAsk ? pick : undefined) : pick}
      />
      <PeopleBehind behind={behind} onClose={() => setBehind(null)} />
    </>
  );
}
