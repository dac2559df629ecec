import { Alert, App, Button } from "antd";
import { Link } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLabel, useLanguage, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { CardsSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { SyncAccount } from "../model";
import { useSay } from "../parts/SyncCard";
import { TagTabs } from "../parts/TagTabs";
import { useKeepInStep, useLeaveAlone, useSync, useSyncNow } from "../queries";
import "../parts/tags.css";

const DELETED_THERE = "deleted_there";

/** Whether tags are the same here, on WeCom and on the official accounts; what is not, and why. */
export default function Sync() {
  const t = useText();
  const query = useSync();
  return (
    <Page title={t("tags:title")} purpose={t("tags:sync.purpose")} bar={<TagTabs />}>
      {query.isPending ? (
        <CardsSkeleton cards={2} />
      ) : query.data ? (
        <Accounts accounts={query.data.items} />
      ) : (
        <FailureState error={query.error} onRetry={query.refetch} />
      )}
    </Page>
  );
}

function Accounts({ accounts }: { accounts: SyncAccount[] }) {
  const t = useText();
  if (accounts.length) return accounts.map((one) => <Account key={`${one.kind}/${one.account}`} one={one} />);
  return (
    <div className="hy-card">
      <EmptyState
        title={t("tags:sync.none")}
        reason={t("tags:sync.noneWhy")}
        action={<Link to="/settings/connections">{t("tags:sync.connect")}</Link>}
      />
    </div>
  );
}

function Account({ one }: { one: SyncAccount }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const may = useMay();
  const { message } = App.useApp();
  const now = useSyncNow();
  const kind = t(`tags:sync.kinds.${one.kind}`, { defaultValue: one.kind });
  const start = () =>
    now.mutate(one.account, {
      onSuccess: () => void message.success(t("tags:sync.started")),
      onError: (error) => void message.error(asRefusal(error).text(language)),
    });
  return (
    <section className="hy-card" aria-label={one.name || one.account}>
      <div className="hy-card-head">
        <h2>
          {one.name || one.account} <span className="hy-quiet">· {kind}</span>
        </h2>
        {may("tags.write") && (
          <Button size="small" loading={now.isPending} onClick={start}>
            {t("tags:sync.now")}
          </Button>
        )}
      </div>
      <div className="hy-card-body hy-stack">
        {one.error && <Alert type="error" showIcon title={label(one.error)} />}
        <dl className="hy-sync-counts">
          <Fact name={t("tags:sync.inStep")} value={<Count value={one.in_step} />} />
          <Fact name={t("tags:sync.waiting")} value={<Count value={one.waiting} />} />
          <Fact name={t("tags:sync.conflicts")} value={<Count value={one.conflicts.length} />} />
          <Fact name={t("tags:sync.failed")} value={<Count value={one.failed} />} />
          {one.most_tags > 0 && (
            <Fact
              name={t("tags:sync.room")}
              value={
                <>
                  <Count value={one.tags} /> / <Count value={one.most_tags} />
                </>
              }
            />
          )}
          <Fact
            name={t("tags:sync.last")}
            value={one.last_at ? <When at={one.last_at} /> : t("tags:sync.never")}
          />
        </dl>
        {one.failures.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={one.failures
              .map((failure) => t("tags:sync.failures", { n: failure.tag, why: label(failure.reason) }))
              .join(t("ui:filter.comma"))}
          />
        )}
        {one.conflicts.length > 0 && <Conflicts one={one} />}
      </div>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Conflicts({ one }: { one: SyncAccount }) {
  const t = useText();
  const label = useLabel();
  return (
    <div className="hy-sync-table">
      <table aria-label={t("tags:sync.conflicts")}>
        <thead>
          <tr>
            <th scope="col">{t("tags:sync.here")}</th>
            <th scope="col">{t("tags:sync.there")}</th>
            <th scope="col">{t("tags:sync.why")}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {one.conflicts.map((conflict) => (
            <tr key={`${conflict.tag_id}/${conflict.there}`}>
              <th scope="row">
                <Link to={`/tags/${conflict.tag_id}`}>{conflict.tag}</Link>
              </th>
              <td>{conflict.there ?? t("tags:sync.missing")}</td>
              <td>{label(conflict.reason)}</td>
              <td>
                <Ways account={one.account} tag={conflict.tag_id} gone={conflict.code === DELETED_THERE} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What can be done about a conflict from here; a name is changed on the tag's own page. */
function Ways({ account, tag, gone }: { account: string; tag: number; gone: boolean }) {
  const t = useText();
  const say = useSay();
  const again = useKeepInStep();
  const stop = useLeaveAlone();
  if (!useMay()("tags.write")) return null;
  return (
    <span className="hy-tag-tools">
      {gone && (
        <Button
          size="small"
          loading={again.isPending}
          onClick={() => again.mutate({ id: tag, account }, say("tags:sync.started"))}
        >
          {t("tags:sync.again")}
        </Button>
      )}
      <Button
        type="text"
        size="small"
        loading={stop.isPending}
        onClick={() => stop.mutate({ id: tag, account }, say("tags:sync.stopped"))}
      >
        {t("tags:sync.stop")}
      </Button>
    </span>
  );
}
