import { Select } from "antd";
import type { ReactNode } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PageTabs } from "@/ui/PageTabs";
import { CardsSkeleton } from "@/ui/Skeletons";
import { type Account, NEEDED, type Tab, TABS } from "../model";
import { useAccounts } from "../queries";
import "./official-account.css";

interface Props {
  tab: Tab;
  action?: ReactNode;
  children: (account: Account) => ReactNode;
}

/** What all pages of an account share: which account, its parts, and the states before there is one. */
export function AccountPage({ tab, action, children }: Props) {
  const t = useText();
  const may = useMay();
  const id = Number(useParams().id);
  const query = useAccounts();
  const accounts = query.data?.items ?? [];
  const account = accounts.find((one) => one.id === id);
  const tabs = TABS.filter((one) => may(NEEDED[one])).map((one) => ({
    to: `/official-account/${id}/${one}`,
    label: t(`official_account:tabs.${one}`),
  }));
  return (
    <Page
      title={t("official_account:title")}
      purpose={t(`official_account:purposes.${tab}`)}
      extra={accounts.length > 1 && <Accounts accounts={accounts} id={id} tab={tab} />}
      action={account && action}
      bar={
        <>
          {account && <Which account={account} />}
          <PageTabs tabs={tabs} label={t("official_account:parts")} />
        </>
      }
    >
      {query.isPending ? (
        <CardsSkeleton cards={2} />
      ) : account ? (
        <div key={account.id} className="hy-stack">
          {children(account)}
        </div>
      ) : query.data ? (
        <NoAccount any={accounts.length > 0} />
      ) : (
        <FailureState error={query.error} onRetry={query.refetch} />
      )}
    </Page>
  );
}

function Which({ account }: { account: Account }) {
  const t = useText();
  const language = useLanguage();
  return (
    <p className="hy-oa-which">
      <b>{account.name}</b>
      <span className="hy-quiet">
        {t("official_account:followers", { n: exactCount(account.following, language) })}
      </span>
    </p>
  );
}

function Accounts({ accounts, id, tab }: { accounts: Account[]; id: number; tab: Tab }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <Select
      aria-label={t("official_account:account")}
      value={accounts.some((one) => one.id === id) ? id : undefined}
      options={accounts.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(next) => void navigate(`/official-account/${next}/${tab}`)}
      popupMatchSelectWidth={false}
    />
  );
}

/** Before there is an account, and for an address whose account is gone. */
export function NoAccount({ any }: { any: boolean }) {
  const t = useText();
  const may = useMay();
  return (
    <div className="hy-card">
      <EmptyState
        title={t(any ? "official_account:gone" : "official_account:none")}
        reason={t(any ? "official_account:goneWhy" : "official_account:noneWhy")}
        action={
          !any &&
          may("connections.write") && (
            <Link to="/settings/connections/new?kind=official_account">{t("official_account:connect")}</Link>
          )
        }
      />
    </div>
  );
}
