import { App, Button } from "antd";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { JobProgress } from "@/ui/JobProgress";
import { When } from "@/ui/When";
import type { SyncState } from "../model";
import { useCompare, useLastSync, useStartSync } from "../queries";

interface Props {
  id: number;
  prominent?: boolean;
  /** What callbacks missed can be looked for. */
  comparable?: boolean;
}

/** Reading everything from the platform: begins it, shows how far it is. */
export function SyncCard({ id, prominent = false, comparable = false }: Props) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const last = useLastSync(id).data;
  const start = useStartSync(id);
  const mayWrite = useMay()("connections.write");
  const busy = last?.state === "ready" || last?.state === "running";
  const begin = () =>
    start.mutate(undefined, { onError: (error) => void message.error(asRefusal(error).text(language)) });
  return (
    <section className="hy-card" aria-label={t("connections:sync.title")}>
      <div className="hy-card-head">
        <h2>{t("connections:sync.title")}</h2>
        {mayWrite && !busy && (
          <Button
            size="small"
            type={prominent && !last ? "primary" : "default"}
            loading={start.isPending}
            onClick={begin}
          >
            {t(last ? "connections:sync.again" : "connections:sync.do")}
          </Button>
        )}
      </div>
      <div className="hy-card-body" aria-live="polite">
        {last ? <Progress sync={last} /> : <p className="hy-connection-hint">{t("connections:sync.why")}</p>}
        {comparable && mayWrite && last?.state === "done" && <Compare id={id} />}
      </div>
    </section>
  );
}

function Compare({ id }: { id: number }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const compare = useCompare(id);
  const begin = () =>
    compare.mutate(undefined, {
      onSuccess: () => void message.success(t("connections:sync.comparing")),
      onError: (error) => void message.error(asRefusal(error).text(language)),
    });
  return (
    <p className="hy-compare">
      <span>{t("connections:sync.compareWhy")}</span>
      <Button size="small" type="link" loading={compare.isPending} onClick={begin}>
        {t("connections:sync.compare")}
      </Button>
    </p>
  );
}

function Progress({ sync }: { sync: SyncState }) {
  const t = useText();
  const note = useNote(sync);
  const queued = sync.state === "ready";
  const title = { done: "done", dead: "dead", cancelled: "dead" }[sync.state] ?? "running";
  return (
    <JobProgress
      title={
        <>
          {t(`connections:sync.${title}`)} <When at={sync.finished_at ?? sync.started_at} />
        </>
      }
      state={sync.state}
      progress={queued && !sync.progress ? null : sync.progress}
      note={note}
    />
  );
}

/** The note a connector keeps while it works: a stage's name, or how many rows it has. */
function useNote({ state, note, error }: SyncState): string | undefined {
  const t = useText();
  const language = useLanguage();
  if (error && state !== "done") {
    const reason = error.trim().split("\n").at(-1) ?? "";
    return state === "dead" ? reason : t("connections:sync.retrying", { error: reason });
  }
  if (state === "ready") return t("connections:sync.queued");
  if (!note || state === "done") return undefined;
  if (/^\d+$/.test(note)) return t("connections:sync.rows", { n: exactCount(Number(note), language) });
  return t(`connections:sync.${note}`, { defaultValue: note });
}
