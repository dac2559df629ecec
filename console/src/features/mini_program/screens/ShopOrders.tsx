import { Button, Tag } from "antd";
import { useText } from "@/i18n";
import { ChannelName } from "@/ui/ChannelName";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { useFilters, useListState } from "@/ui/listState";
import { Money } from "@/ui/Money";
import { PersonChip } from "@/ui/PersonChip";
import { When } from "@/ui/When";
import type { Account, ShopOrder } from "../model";
import { ShopFrame } from "../parts/ShopFrame";
import { useShopOrders } from "../queries";

const STATES = ["placed", "paid", "partially_refunded", "refunded", "cancelled"];

export default function ShopOrders() {
  return <ShopFrame page="orders">{(shop) => <List key={shop.id} shop={shop} />}</ShopFrame>;
}

function List({ shop }: { shop: Account }) {
  const t = useText();
  const list = useListState({ sort: "-at" });
  const filters = useFilters(["status", "q"]);
  const status = {
    key: "status",
    kind: "choices" as const,
    label: t("mini_program:orders.status"),
    options: STATES.map((value) => ({ value, label: t(`mini_program:orders.states.${value}`) })),
  };
  const narrowed = Object.keys(filters.values).length > 0;
  return (
    <>
      <FilterBar fields={[status]} state={filters} search={t("mini_program:orders.search")} />
      <DataTable
        name="shop-orders"
        label={t("mini_program:orders.title")}
        columns={useColumns()}
        query={useShopOrders(shop.account, list, filters.values)}
        list={list}
        rowKey={(order) => order.order_no}
        empty={
          narrowed ? (
            <EmptyState
              title={t("mini_program:orders.noMatch")}
              action={<Button onClick={filters.reset}>{t("ui:reset")}</Button>}
            />
          ) : (
            <EmptyState title={t("mini_program:orders.none")} reason={t("mini_program:orders.noneWhy")} />
          )
        }
      />
    </>
  );
}

function useColumns(): Column<ShopOrder>[] {
  const t = useText();
  return [
    {
      key: "order_no",
      title: t("mini_program:orders.number"),
      width: 200,
      always: true,
      render: (order) => <span className="hy-mono">{order.order_no}</span>,
    },
    {
      key: "status",
      title: t("mini_program:orders.status"),
      width: 110,
      render: (order) => <Tag variant="filled">{t(`mini_program:orders.states.${order.status}`)}</Tag>,
    },
    {
      key: "person",
      title: t("mini_program:orders.customer"),
      width: 150,
      render: (order) => <PersonChip id={order.person_id} name={order.person_name} size="small" />,
    },
    {
      key: "amount",
      title: t("mini_program:orders.amount"),
      width: 110,
      number: true,
      sort: true,
      render: (order) => <Money fen={order.amount} />,
    },
    {
      key: "refunded",
      title: t("mini_program:orders.refunded"),
      width: 110,
      number: true,
      render: (order) => <Money fen={order.refunded} />,
    },
    {
      key: "channel",
      title: t("mini_program:orders.channel"),
      width: 130,
      render: (order) => <ChannelName value={order.channel} />,
    },
    {
      key: "placed_at",
      title: t("mini_program:orders.placed"),
      width: 120,
      sort: "at",
      render: (order) => <When at={order.placed_at} />,
    },
  ];
}
