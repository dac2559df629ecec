import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { JobProgress } from "@/ui/JobProgress";
import { When } from "@/ui/When";
import type { ExportRun, Segment } from "../model";
import { exportAddress, useExports } from "../queries";

const SHOWN = 3;

/** Files of this segment that were asked for lately; nothing while there are none. */
export function ExportsCard({ segment }: { segment: Segment }) {
  const t = useText();
  const runs = useExports(useMay()("segments.export"));
  const mine = (runs.data?.items ?? []).filter((each) => each.segment_id === segment.id);
  if (!mine.length) return null;
  return (
    <section className="hy-card" aria-label={t("segments:export.recent")}>
      <div className="hy-card-head">
        <h2>{t("segments:export.recent")}</h2>
      </div>
      <div className="hy-card-body hy-stack">
        {mine.slice(0, SHOWN).map((each) => (
          <Run key={each.id} run={each} />
        ))}
      </div>
    </section>
  );
}

function Run({ run }: { run: ExportRun }) {
  const t = useText();
  const done = run.state === "done" || run.state === "succeeded";
  return (
    <JobProgress
      title={run.reason}
      state={run.state}
      progress={done ? 1 : null}
      note={
        <>
          <When at={run.created_at} />
          {run.rows !== null && ` · ${t("segments:export.rows", { n: run.rows })}`}
        </>
      }
      result={
        done && (
          <a href={run.url ?? exportAddress(run.id)} download>
            {t("segments:export.download")}
          </a>
        )
      }
    />
  );
}
