import { Alert, App, Button } from "antd";
import { Link } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLabel, useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { Count } from "@/ui/Count";
import { JobProgress } from "@/ui/JobProgress";
import { When } from "@/ui/When";
import { type ImportRun, isOver } from "../model";
import { errorsAddress, useCancel, usePause, useResume } from "../queries";
import "./imports.css";

/** How far an import is, what came of it, and what can be done about it. */
export function Progress({ run }: { run: ImportRun }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const rows = { done: exactCount(run.rows_done, language), all: exactCount(run.rows_total, language) };
  const kindName = t(`imports:kinds.${run.kind}`, { defaultValue: run.kind });
  return (
    <div className="hy-main-side">
      <div className="hy-stack">
        {run.error && (
          <Alert
            type="error"
            showIcon
            title={label(run.error.message)}
            description={t("imports:failedSafe", rows)}
          />
        )}
        <section className="hy-card hy-card-body" style={{ paddingTop: 16 }}>
          <JobProgress
            title={t("imports:progress", rows)}
            state={run.status}
            progress={run.rows_total ? run.rows_done / run.rows_total : null}
            note={
              run.finished_at ? (
                <>
                  {t("imports:finished")} <When at={run.finished_at} />
                </>
              ) : undefined
            }
          />
          <dl className="hy-counts" aria-live="polite">
            <div>
              <dt>{t("imports:acceptedOf", { kind: kindName })}</dt>
              <dd>
                <Count value={run.accepted} exact />
              </dd>
            </div>
            <div>
              <dt>{t("imports:duplicatesOf", { kind: kindName })}</dt>
              <dd>
                <Count value={run.duplicates} exact />
              </dd>
            </div>
            <div>
              <dt>{t("imports:rejectedRows")}</dt>
              <dd data-tone={run.rejected ? "bad" : undefined}>
                <Count value={run.rejected} exact />
              </dd>
            </div>
          </dl>
          <Actions run={run} />
        </section>
        {run.rejected > 0 && isOver(run.status) && (
          <Alert type="info" showIcon title={t("imports:fix")} description={t("imports:fixHow")} />
        )}
      </div>
      <HowRead run={run} />
    </div>
  );
}

function Actions({ run }: { run: ImportRun }) {
  const t = useText();
  const language = useLanguage();
  const may = useMay();
  const { modal, message } = App.useApp();
  const pause = usePause(run.id);
  const resume = useResume(run.id);
  const cancel = useCancel(run.id);
  const refuse = { onError: (error: unknown) => void message.error(asRefusal(error).text(language)) };
  const ask = () =>
    modal.confirm({
      title: t("imports:cancel.ask"),
      content: t("imports:cancel.why"),
      okText: t("imports:cancel.do"),
      cancelText: t("imports:cancel.keep"),
      onOk: () => cancel.mutate(undefined, refuse),
    });
  const mayWrite = may("imports.write");
  const running = run.status === "running";
  const stopped = ["paused", "failed", "cancelled"].includes(run.status);
  return (
    <div className="hy-run-actions">
      {run.status === "done" && may("customers.read") && (
        <Link to="/customers">
          <Button type="primary">{t("imports:seePeople")}</Button>
        </Link>
      )}
      {stopped && mayWrite && (
        <Button type="primary" loading={resume.isPending} onClick={() => resume.mutate(undefined, refuse)}>
          {t("imports:resume")}
        </Button>
      )}
      {running && mayWrite && (
        <Button loading={pause.isPending} onClick={() => pause.mutate(undefined, refuse)}>
          {t("imports:pause")}
        </Button>
      )}
      {(running || run.status === "paused") && mayWrite && (
        <Button loading={cancel.isPending} onClick={ask}>
          {t("imports:cancel.do")}
        </Button>
      )}
      {run.rejected > 0 && (
        <Button href={errorsAddress(run.id, language)} download>
          {t("imports:errors", { n: exactCount(run.rejected, language) })}
        </Button>
      )}
    </div>
  );
}

/** With what understanding of the file it runs. */
function HowRead({ run }: { run: ImportRun }) {
  const t = useText();
  const label = useLabel();
  const nameOf = (key: string) =>
    label(run.fields.find((field) => field.key === key)?.label) || key.replace(/^trait\./, "");
  const { source, zone, preset } = run.options as { source?: string; zone?: string; preset?: string | null };
  const presetName = label(run.presets.find(({ key }) => key === preset)?.label);
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("imports:howRead")}</h2>
      </div>
      <dl className="hy-card-body hy-option-list">
        {presetName && (
          <>
            <dt>{t("imports:preset.title")}</dt>
            <dd>{presetName}</dd>
          </>
        )}
        <dt>{t("imports:options.source")}</dt>
        <dd>{source ?? "—"}</dd>
        <dt>{t("imports:options.zone")}</dt>
        <dd>{zone ?? "—"}</dd>
        <dt>{t("imports:by")}</dt>
        <dd>
          {run.created_by} · <When at={run.created_at} />
        </dd>
        {Object.entries(run.mapping).map(([field, column]) => [
          <dt key={field}>{nameOf(field)}</dt>,
          <dd key={`${field}=`}>← {column}</dd>,
        ])}
      </dl>
    </section>
  );
}
