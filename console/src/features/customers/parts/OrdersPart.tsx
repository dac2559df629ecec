import { Tag } from "antd";
import { useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { Money } from "@/ui/Money";
import { When } from "@/ui/When";
import type { Order, OrderLine } from "../model";
import { useOrders } from "../queries";
import { ChannelName } from "@/ui/ChannelName";
import { sourceName } from "./sources";
import "./orders-part.css";

const TONES: Record<string, string> = { paid: "success", partially_refunded: "warning", refunded: "error" };

export function OrdersPart({ id }: { id: number }) {
  const t = useText();
  const list = useListState({ size: 20 });
  const query = useOrders(id, list);
  const columns = useColumns();
  return (
    <DataTable
      name="customer-orders"
      label={t("customers:parts.orders")}
      columns={columns}
      query={query}
      list={list}
      rowKey={(order) => `${order.source}/${order.order_no}`}
      expand={(order) => <Lines order={order} />}
      phone={(order) => <OrderCard order={order} />}
      empty={<EmptyState small title={t("customers:order.none")} reason={t("customers:order.noneWhy")} />}
    />
  );
}

function StatusTag({ status }: { status: string }) {
  const t = useText();
  return (
    <Tag variant="filled" color={TONES[status]}>
      {t(`customers:order.statuses.${status}`, { defaultValue: status })}
    </Tag>
  );
}

function useColumns(): Column<Order>[] {
  const t = useText();
  return [
    {
      key: "order_no",
      title: t("customers:order.no"),
      width: 176,
      always: true,
      render: (order) => <code>{order.order_no}</code>,
    },
    {
      key: "status",
      title: t("customers:order.status"),
      width: 92,
      render: (order) => <StatusTag status={order.status} />,
    },
    {
      key: "placed_at",
      title: t("customers:order.placed"),
      width: 100,
      render: (order) => <When at={order.placed_at ?? order.paid_at} />,
    },
    {
      key: "amount",
      title: t("customers:order.amount"),
      width: 110,
      number: true,
      render: (order) => <Money fen={order.amount} />,
    },
    {
      key: "refunded",
      title: t("customers:order.refunded"),
      width: 104,
      number: true,
      render: (order) => <Refunded fen={order.refunded} />,
    },
    {
      key: "source",
      title: t("customers:order.source"),
      width: 120,
      render: (order) => sourceName(t, order.source),
    },
    {
      key: "channel",
      title: t("customers:channel"),
      width: 120,
      hidden: true,
      render: (order) => <ChannelName value={order.channel} />,
    },
  ];
}

const Refunded = ({ fen }: { fen: number }) =>
  fen ? <Money fen={-fen} /> : <span className="hy-quiet">—</span>;

/** What was bought. Shops tell it in their own ways, so each cell may be missing. */
function Lines({ order }: { order: Order }) {
  const t = useText();
  const lines = order.items as OrderLine[];
  if (!lines.length) return <p className="hy-quiet hy-order-lines">{t("customers:order.noLines")}</p>;
  return (
    <table className="hy-order-lines">
      <tbody>
        {lines.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of an order never change places
          <tr key={place}>
            <td>{line.name ?? line.sku ?? "—"}</td>
            <td className="hy-quiet">{line.name ? line.sku : ""}</td>
            <td className="hy-num">× {line.quantity ?? 1}</td>
            <td className="hy-num">
              <Money fen={line.amount ?? line.price} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OrderCard({ order }: { order: Order }) {
  const lines = order.items as OrderLine[];
  return (
    <div className="hy-order-card">
      <div>
        <code>{order.order_no}</code>
        <Money fen={order.amount} />
      </div>
      <div>
        <span>
          <StatusTag status={order.status} /> {order.refunded > 0 && <Refunded fen={order.refunded} />}
        </span>
        <small className="hy-quiet">
          <When at={order.placed_at ?? order.paid_at} />
        </small>
      </div>
      {lines.length > 0 && (
        <small className="hy-quiet">{lines.map((line) => line.name ?? line.sku ?? "—").join("、")}</small>
      )}
    </div>
  );
}
