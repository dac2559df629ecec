import { App, Button, Tag } from "antd";
import { Link } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { useDepartmentName } from "@/ui/DepartmentPicker";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { TableSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { Account } from "../model";
import { ConversationTabs } from "../parts/ConversationTabs";
import { useAccounts, useRefreshAccounts, useServicers } from "../queries";
import "../parts/chat.css";

export default function Accounts() {
  const t = useText();
  const query = useAccounts();
  const accounts = query.data?.items;
  const refresh = <Refresh accounts={accounts ?? []} />;
  return (
    <Page
      title={t("conversations:accounts")}
      purpose={t("conversations:accountsPurpose")}
      bar={<ConversationTabs />}
      action={refresh}
    >
      {query.isPending && <TableSkeleton columns={3} />}
      {query.error && !accounts && <FailureState error={query.error} onRetry={query.refetch} />}
      {accounts && !accounts.length && (
        <div className="hy-card">
          <EmptyState title={t("conversations:noAccounts")} reason={t("conversations:noAccountsWhy")} />
        </div>
      )}
      {accounts?.map((one) => (
        <AccountCard key={`${one.connection_id}/${one.open_kfid}`} account={one} />
      ))}
    </Page>
  );
}

function Refresh({ accounts }: { accounts: Account[] }) {
  const t = useText();
  const language = useLanguage();
  const may = useMay()("connections.write");
  const { message } = App.useApp();
  const refresh = useRefreshAccounts();
  if (!may) return null;
  const connections = [...new Set(accounts.map((one) => one.connection_id))];
  const ask = () =>
    refresh.mutate(connections, {
      onSuccess: () => void message.success(t("conversations:refreshed")),
      onError: (error) => void message.error(asRefusal(error).text(language)),
    });
  return (
    <Button type="primary" loading={refresh.isPending} onClick={ask}>
      {t("conversations:refresh")}
    </Button>
  );
}

function AccountCard({ account }: { account: Account }) {
  const t = useText();
  const name = account.name || account.open_kfid;
  return (
    <section className="hy-card hy-kf-account" aria-label={name}>
      <div className="hy-card-head">
        <h2>{name}</h2>
        {account.active ? (
          <Link to={`/conversations?account=${encodeURIComponent(account.open_kfid)}`}>
            {t("conversations:seeTalks")}
          </Link>
        ) : (
          <Tag variant="filled">{t("conversations:inactive")}</Tag>
        )}
      </div>
      <div className="hy-card-body hy-stack">
        <span className="hy-quiet">
          {t("conversations:readAt")} <When at={account.read_at} none={t("conversations:neverRead")} />
        </span>
        {account.active ? <Servicers account={account} /> : <span>{t("conversations:inactiveWhy")}</span>}
      </div>
    </section>
  );
}

function Servicers({ account }: { account: Account }) {
  const t = useText();
  const departmentName = useDepartmentName(account.connection_id);
  const query = useServicers(account.open_kfid, account.connection_id);
  if (query.isPending) return <TableSkeleton columns={2} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  if (!query.data.items.length) return <span>{t("conversations:noServicers")}</span>;
  return (
    <ul className="hy-kf-servicers" aria-label={t("conversations:servicers")}>
      {query.data.items.map((one) => (
        <li key={one.userid || `d${one.department_id}`}>
          {one.department_id ? departmentName(one.department_id) : (one.name ?? one.userid)}{" "}
          <Tag variant="filled" color={one.serving ? "success" : undefined}>
            {t(one.serving ? "conversations:serving" : "conversations:away")}
          </Tag>
        </li>
      ))}
    </ul>
  );
}
