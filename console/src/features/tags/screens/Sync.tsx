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
import { TagTabs } from "../parts/TagTabs";
import { useSync, useSyncNow } from "../queries";
import "../parts/tags.css";

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
          <Fact
            name={t("tags:sync.last")}
            value={one.last_at ? <When at={one.last_at} /> : t("tags:sync.never")}
          />
        </dl>
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
            <th scope="col">{t("tags:usage.tag")}</th>
            <th scope="col">{t("tags:sync.here")}</th>
            <th scope="col">{t("tags:sync.there")}</th>
            <th scope="col">{t("tags:sync.why")}</th>
          </tr>
        </thead>
        <tbody>
          {one.conflicts.map((conflict) => (
            <tr key={`${conflict.tag}/${conflict.there}`}>
              <th scope="row">{conflict.tag}</th>
              <td>{conflict.here ?? t("tags:sync.missing")}</td>
              <td>{conflict.there ?? t("tags:sync.missing")}</td>
              <td>{label(conflict.reason)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
