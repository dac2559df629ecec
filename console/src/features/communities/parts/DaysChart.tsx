import { useLanguage, useText } from "@/i18n";
import { exactCount, shortCount, shortDay } from "@/i18n/format";
import { Chart } from "@/ui/Chart";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { ChartSkeleton } from "@/ui/Skeletons";
import { useDays } from "../queries";

/** Who came and who went, day by day. */
export function DaysChart({ id }: { id: number }) {
  const t = useText();
  const language = useLanguage();
  const query = useDays(id);
  const count = (value: number) => exactCount(value, language);
  const title = t("communities:days.title");
  if (query.data?.items.some((day) => day.joined || day.left)) {
    return (
      <Chart
        title={title}
        kind="bar"
        height={220}
        rows={query.data.items.map((day) => ({ ...day }))}
        x={{ key: "day", label: t("communities:days.day"), format: (day) => shortDay(day, language) }}
        series={["joined", "left"].map((key) => ({
          key,
          label: t(`communities:days.${key}`),
          format: count,
          axis: (value: number) => shortCount(value, language),
        }))}
      />
    );
  }
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{title}</h2>
      </div>
      {query.isPending && <ChartSkeleton height={220} />}
      {query.error && !query.data && <FailureState error={query.error} onRetry={query.refetch} />}
      {query.data && <EmptyState small title={t("communities:days.none")} />}
    </section>
  );
}
