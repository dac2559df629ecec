import { App, Button, Segmented } from "antd";
import { useSearchParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { TableSkeleton } from "@/ui/Skeletons";
import type { Connection } from "../model";
import { useCallbacks, useReplay } from "../queries";
import { CallbackRow } from "./CallbackRow";

const OUTCOMES = ["all", "failed", "waiting", "done"] as const;

/** What the platform sent, what became of each, and having it processed again. */
export function CallbacksCard({ connection }: { connection: Connection }) {
  const { id, health } = connection;
  const t = useText();
  const [params, setParams] = useSearchParams();
  const outcome = OUTCOMES.find((one) => one !== "all" && one === params.get("callbacks"));
  const query = useCallbacks(id, outcome);
  const replay = useReplaying(id);
  // Nothing is processed while it is switched off.
  const mayReplay = useMay()("connections.write") && !connection.switched_off_at;
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (next: string) =>
    setParams(next === "all" ? {} : { callbacks: next }, { replace: true, preventScrollReset: true });
  return (
    <section className="hy-card" aria-label={t("connections:callbacks.title")}>
      <div className="hy-card-head">
        <h2>{t("connections:callbacks.title")}</h2>
        {mayReplay && health.failed > 0 && (
          <Button size="small" loading={replay.busy} onClick={() => replay.run(undefined)}>
            {t("connections:callbacks.replayFailed", { n: health.failed })}
          </Button>
        )}
      </div>
      <div className="hy-card-body">
        <p className="hy-connection-hint">{t("connections:callbacks.why")}</p>
        <Segmented
          className="hy-callback-filter"
          aria-label={t("connections:callbacks.filter")}
          size="small"
          value={outcome ?? "all"}
          onChange={choose}
          options={OUTCOMES.map((one) => ({ value: one, label: t(`connections:callbacks.${one}`) }))}
        />
        {query.isPending && <TableSkeleton rows={4} columns={4} />}
        {query.isError && !query.data && <FailureState error={query.error} onRetry={query.refetch} />}
        {query.data && !rows.length && (
          <EmptyState
            small
            title={t(outcome ? "connections:callbacks.noneOf" : "connections:callbacks.none")}
            reason={outcome ? undefined : t("connections:callbacks.noneWhy")}
          />
        )}
        {rows.length > 0 && (
          <ul className="hy-callbacks">
            {rows.map((row) => (
              <CallbackRow
                key={row.id}
                row={row}
                onReplay={mayReplay ? () => replay.run([row.id]) : undefined}
              />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <Button type="link" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("connections:callbacks.more")}
          </Button>
        )}
      </div>
    </section>
  );
}

function useReplaying(id: number) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const replay = useReplay(id);
  const run = (ids: number[] | undefined) =>
    replay.mutate(ids, {
      onSuccess: ({ queued }) =>
        void (queued
          ? message.success(t("connections:callbacks.replayed", { n: queued }))
          : message.info(t("connections:callbacks.replayedNone"))),
      onError: (error) => void message.error(asRefusal(error).text(language)),
    });
  return { busy: replay.isPending, run };
}
