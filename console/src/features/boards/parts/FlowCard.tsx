import { useState } from "react";
import { useLabel, useLanguage, useText } from "@/i18n";
import { dayIn, exactCount, shortDay } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { lastDays, type Period, PeriodPicker } from "@/ui/PeriodPicker";
import { type FlowLink, Sankey } from "@/ui/Sankey";
import { ChartSkeleton } from "@/ui/Skeletons";
import type { Behind } from "@/ui/behind";
import { flowShape, type Layer } from "../model";
import { peopleOfFlow, useFlow } from "../queries";

const FIRST_DAYS = 30;

interface Props {
  layers: Layer[];
  onPeople: (behind: Behind) => void;
}

/** Who was where on one day and on another. */
export function FlowCard({ layers, onPeople }: Props) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const timezone = useTimezone();
  const [period, setPeriod] = useState<Period>(() => lastDays(FIRST_DAYS, dayIn(timezone)));
  const query = useFlow(period.from, period.to);
  const nameOf = (layer: string) =>
    label(layers.find((one) => one.key === layer)?.label) || t("boards:lifecycle.unknown");
  if (query.isPending) return <ChartSkeleton height={380} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  const shape = flowShape(
    query.data,
    layers.map((layer) => layer.key),
    nameOf,
  );
  const pick = ({ from, to }: FlowLink) => {
    const [was, is] = [from.slice(2), to.slice(2)];
    onPeople({
      title: `${nameOf(was)} → ${nameOf(is)}`,
      page: peopleOfFlow({ ...period, origin: was, target: is }),
    });
  };
  if (!shape.links.length) {
    return (
      <section className="hy-card" aria-label={t("boards:lifecycle.flow")}>
        <div className="hy-card-head">
          <h2>{t("boards:lifecycle.flow")}</h2>
          <PeriodPicker value={period} onChange={setPeriod} />
        </div>
        <EmptyState small title={t("boards:lifecycle.noFlow")} reason={t("boards:lifecycle.noFlowWhy")} />
      </section>
    );
  }
  return (
    <Sankey
      title={t("boards:lifecycle.flow")}
      columns={{
        from: shortDay(period.from, language),
        to: shortDay(period.to, language),
        value: t("boards:rfm.people"),
      }}
      extra={<PeriodPicker value={period} onChange={setPeriod} />}
      height={380}
      nodes={shape.nodes}
      links={shape.links}
      format={(value) => exactCount(value, language)}
      onPick={pick}
    />
  );
}
