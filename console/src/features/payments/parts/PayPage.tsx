import { Button, Select } from "antd";
import type { MenuProps } from "antd";
import type { ReactNode } from "react";
import { Link, useLocation, useSearchParams } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { FilterBar } from "@/ui/FilterBar";
import { useFilters, useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { PageTabs } from "@/ui/PageTabs";
import { TableSkeleton } from "@/ui/Skeletons";
import { type Merchant, STATES, type What } from "../model";
import type { useOrders } from "../queries";
import { useMerchant } from "../queries";
import "./payments.css";

type Entries = typeof useOrders;
type Asked<Row> = (...asked: Parameters<Entries>) => {
  data?: { items: Row[]; total: number };
  error: unknown;
  isPending: boolean;
  isFetching: boolean;
  refetch: () => unknown;
};

export interface PayPageProps<Row> {
  what: What;
  useEntries: Asked<Row>;
  columns: Column<Row>[];
  expand: (row: Row) => ReactNode;
  rowActions?: (row: Row, merchant: Merchant) => MenuProps["items"];
  /** The page's one action, once a merchant is known. */
  action?: (merchant: Merchant) => ReactNode;
}

/** One kind of entry of a merchant: tabs to the others, filters, the list with each state explained. */
export function PayPage<Row extends { number: string }>(props: PayPageProps<Row>) {
  const { what } = props;
  const t = useText();
  const { query, all, merchant } = useMerchant();
  return (
    <Page
      title={t(`payments:${what}.title`)}
      purpose={t(`payments:${what}.purpose`)}
      bar={<Tabs />}
      extra={all.length > 1 && merchant && <Choice all={all} merchant={merchant} />}
      action={merchant && props.action?.(merchant)}
    >
      {query.isPending && <TableSkeleton columns={5} />}
      {query.error && !query.data && <FailureState error={query.error} onRetry={query.refetch} />}
      {query.data && !merchant && <NotConnected />}
      {merchant && <List key={merchant.id} {...props} merchant={merchant} />}
    </Page>
  );
}

function List<Row extends { number: string }>({
  merchant,
  what,
  ...props
}: PayPageProps<Row> & { merchant: Merchant }) {
  const t = useText();
  const list = useListState();
  const filters = useFilters(["state", "q"]);
  const query = props.useEntries(merchant.id, list, filters.values);
  const may = useMay()("payments.write");
  const actions = props.rowActions;
  const state = {
    key: "state",
    kind: "choices" as const,
    label: t("payments:state"),
    options: STATES[what].map((value) => ({ value, label: t(`payments:${what}.states.${value}`) })),
  };
  const narrowed = Object.keys(filters.values).length > 0;
  return (
    <>
      <FilterBar fields={[state]} state={filters} search={t("payments:search")} />
      <DataTable
        name={`payments-${what}`}
        label={t(`payments:${what}.title`)}
        columns={props.columns}
        query={query}
        list={list}
        rowKey={(row) => row.number}
        expand={props.expand}
        rowActions={may && actions ? (row) => actions(row, merchant) : undefined}
        empty={
          narrowed ? (
            <EmptyState
              title={t("payments:noMatch")}
              action={<Button onClick={filters.reset}>{t("ui:reset")}</Button>}
            />
          ) : (
            <EmptyState title={t(`payments:${what}.none`)} reason={t(`payments:${what}.noneWhy`)} />
          )
        }
      />
    </>
  );
}

/** The chosen merchant goes along from tab to tab. */
function Tabs() {
  const t = useText();
  const chosen = new URLSearchParams(useLocation().search).get("merchant");
  const to = (path: string) => (chosen ? `${path}?merchant=${chosen}` : path);
  const tabs = [
    { to: to("/payments"), label: t("payments:order.title") },
    { to: to("/payments/refunds"), label: t("payments:refund.title") },
    { to: to("/payments/transfers"), label: t("payments:transfer.title") },
    { to: to("/payments/stocks"), label: t("payments:stock.title") },
    { to: to("/payments/coupons"), label: t("payments:coupon.title") },
  ];
  return <PageTabs label={t("payments:nav")} tabs={tabs} />;
}

function Choice({ all, merchant }: { all: Merchant[]; merchant: Merchant }) {
  const t = useText();
  const [, setParams] = useSearchParams();
  return (
    <Select
      aria-label={t("payments:merchant")}
      value={merchant.id}
      options={all.map((one) => ({ value: one.id, label: `${one.name} · ${one.account}` }))}
      onChange={(id) => setParams({ merchant: String(id) }, { replace: true })}
    />
  );
}

function NotConnected() {
  const t = useText();
  const may = useMay()("connections.write");
  return (
    <div className="hy-card">
      <EmptyState
        title={t("payments:notConnected")}
        reason={t("payments:notConnectedWhy")}
        action={may && <Link to="/settings/connections/new?kind=pay">{t("payments:connect")}</Link>}
      />
    </div>
  );
}
