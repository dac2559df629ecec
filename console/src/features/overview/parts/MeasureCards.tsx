import { useText } from "@/i18n";
import { MetricCard } from "@/ui/MetricCard";
import { lengthOf, type Period } from "@/ui/PeriodPicker";
import { MEASURES, type Measure, type Overview } from "../model";
import { dressed } from "./measures";

interface Props {
  data: Overview;
  period: Period;
  measure: Measure;
  onChoose: (measure: Measure) => void;
}

/** The four numbers of the period; the chosen one is what the rest of the page shows. */
export function MeasureCards({ data, period, measure, onChoose }: Props) {
  const t = useText();
  const against = t("overview:against", { n: lengthOf(period) });
  return (
    <div className="hy-metrics">
      {MEASURES.map((each) => (
        <MetricCard
          key={each}
          label={t(`overview:measure.${each}`)}
          value={dressed(each, data.totals[each].value)}
          change={{ ...data.totals[each], against }}
          trend={data.by_day.map((day) => day[each])}
          chosen={each === measure}
          onChoose={() => onChoose(each)}
        />
      ))}
    </div>
  );
}
