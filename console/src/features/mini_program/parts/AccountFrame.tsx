import { Select } from "antd";
import type { ReactNode } from "react";
import { Link, useLocation, useSearchParams } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PageTabs } from "@/ui/PageTabs";
import { TableSkeleton } from "@/ui/Skeletons";
import type { Account } from "../model";
import "./mini-program.css";

interface Found {
  query: { isPending: boolean; error: unknown; data?: unknown; refetch: () => unknown };
  all: Account[];
  chosen: Account | undefined;
}

interface Props {
  /** Whose pages these are: `mini_program` or `channels`, as connections call them. */
  kind: "mini_program" | "channels";
  found: Found;
  title: string;
  purpose: string;
  tabs: { to: string; label: string }[];
  action?: (account: Account) => ReactNode;
  children: (account: Account) => ReactNode;
}

/** A page about one of several accounts: tabs, the choice among them, and what to do while there is none. */
export function AccountFrame({ kind, found, title, purpose, tabs, action, children }: Props) {
  const t = useText();
  const { query, all, chosen } = found;
  const of = new URLSearchParams(useLocation().search).get("of");
  const kept = tabs.map((tab) => (of ? { ...tab, to: `${tab.to}?of=${of}` } : tab));
  return (
    <Page
      title={title}
      purpose={purpose}
      bar={<PageTabs label={t(`mini_program:kinds.${kind}`)} tabs={kept} />}
      extra={all.length > 1 && chosen && <Choice all={all} chosen={chosen} />}
      action={chosen && action?.(chosen)}
    >
      {query.isPending && <TableSkeleton columns={5} />}
      {query.error !== null && !query.data && <FailureState error={query.error} onRetry={query.refetch} />}
      {query.data !== undefined && !chosen && <NotConnected kind={kind} />}
      {chosen && children(chosen)}
    </Page>
  );
}

function Choice({ all, chosen }: { all: Account[]; chosen: Account }) {
  const t = useText();
  const [, setParams] = useSearchParams();
  return (
    <Select
      aria-label={t("mini_program:account")}
      value={chosen.id}
      options={all.map((one) => ({ value: one.id, label: one.name }))}
      onChange={(id) => setParams({ of: String(id) }, { replace: true })}
    />
  );
}

function NotConnected({ kind }: { kind: Props["kind"] }) {
  const t = useText();
  const may = useMay()("connections.write");
  return (
    <div className="hy-card">
      <EmptyState
        title={t(`mini_program:notConnected.${kind}`)}
        reason={t(`mini_program:notConnectedWhy.${kind}`)}
        action={may && <Link to={`/settings/connections/new?kind=${kind}`}>{t("mini_program:connect")}</Link>}
      />
    </div>
  );
}
