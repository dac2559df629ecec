import { Button } from "antd";
import { useLanguage, useText } from "@/i18n";
import { exactCount, shortDay } from "@/i18n/format";
import { Chart } from "@/ui/Chart";
import { FailureState } from "@/ui/FailureState";
import { PersonChip } from "@/ui/PersonChip";
import { TableSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { TagDay, TagMoment } from "../model";
import { useTagHistory } from "../queries";
import { signedName, sourceText } from "./source";

/** Who got the tag and who lost it, newest first, and why. */
export function HistoryCard({ id }: { id: number }) {
  const t = useText();
  const query = useTagHistory(id);
  if (query.isPending) return <TableSkeleton rows={5} columns={3} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  const moments = query.data.pages.flatMap((page) => page.items);
  return (
    <>
      <Trend days={query.data.pages[0]?.by_day ?? []} />
      <section className="hy-card" aria-label={t("tags:history.title")}>
        <div className="hy-card-head">
          <h2>{t("tags:history.title")}</h2>
        </div>
        <div className="hy-card-body">
          {moments.length ? (
            <ul className="hy-tag-history">
              {moments.map((moment) => (
                <Line key={moment.id} moment={moment} />
              ))}
            </ul>
          ) : (
            <span className="hy-quiet">{t("tags:history.none")}</span>
          )}
          {query.hasNextPage && (
            <Button
              size="small"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t("ui:timeline.more")}
            </Button>
          )}
        </div>
      </section>
    </>
  );
}

function Trend({ days }: { days: TagDay[] }) {
  const t = useText();
  const language = useLanguage();
  const format = (value: number) => exactCount(value, language);
  if (!days.length) return null;
  return (
    <Chart
      title={t("tags:history.trend")}
      kind="area"
      height={180}
      x={{ key: "day", label: t("tags:history.day"), format: (day) => shortDay(day, language) }}
      rows={days.map((day) => ({ ...day }))}
      series={[{ key: "people", label: t("tags:people"), format }]}
    />
  );
}

function Line({ moment }: { moment: TagMoment }) {
  const t = useText();
  const given = moment.what === "given";
  const why = sourceText(t, (given ? moment.source : moment.cause) ?? moment.source);
  return (
    <li>
      <PersonChip id={moment.person_id} name={moment.person} size="small" />
      <span>
        {t(given ? "tags:history.given" : "tags:history.taken")}
        <span className="hy-quiet"> · {[why, signedName(moment.by)].filter(Boolean).join(" · ")}</span>
      </span>
      <small className="hy-quiet">
        <When at={moment.at} />
      </small>
    </li>
  );
}
