import { App } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import type { Column } from "@/ui/DataTable";
import { When } from "@/ui/When";
import { closable, type Merchant, type Order, refundable } from "../model";
import { useCommonColumns } from "../parts/columns";
import { Detail } from "../parts/Detail";
import { PayPage } from "../parts/PayPage";
import { RefundDrawer } from "../parts/RefundDrawer";
import { usePayConfirm } from "../parts/usePayConfirm";
import { useCheckOrder, useCloseOrder, useMerchant, useOrders } from "../queries";

export default function Orders() {
  const t = useText();
  const merchant = useMerchant().merchant?.id ?? 0;
  const [refunding, setRefunding] = useState<Order | null>(null);
  const actions = useActions(merchant, setRefunding);
  return (
    <>
      <PayPage<Order>
        what="order"
        useEntries={useOrders}
        columns={useColumns()}
        rowActions={(order, _: Merchant) => actions(order)}
        expand={(order) => (
          <Detail
            what="order"
            state={order.state}
            facts={[
              [t("payments:order.transaction"), order.transaction_id],
              [t("payments:appid"), order.appid],
              [t("payments:order.expires"), !order.paid_at && <When at={order.expires_at} exact />],
            ]}
          />
        )}
      />
      <RefundDrawer merchant={merchant} order={refunding} onClose={() => setRefunding(null)} />
    </>
  );
}

function useActions(merchant: number, onRefund: (order: Order) => void) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const check = useCheckOrder(merchant);
  const close = useCloseOrder(merchant);
  const { askAndDo } = usePayConfirm();
  const ask = (order: Order) =>
    askAndDo({
      title: t("payments:order.closeAsk"),
      content: t("payments:order.closeWhy", { number: order.number }),
      ok: t("payments:order.close"),
      danger: true,
      act: () => close.mutateAsync(order.number),
      done: t("payments:order.closed"),
    });
  const look = (order: Order) =>
    check.mutate(order.number, {
      onSuccess: (now) =>
        void message.success(t("payments:order.checked", { state: t(`payments:order.states.${now.state}`) })),
      onError: (error) => void message.error(asRefusal(error).text(language)),
    });
  return (order: Order) => [
    { key: "check", label: t("payments:order.check"), onClick: () => look(order) },
    ...(refundable(order)
      ? [{ key: "refund", label: t("payments:refund.add"), danger: true, onClick: () => onRefund(order) }]
      : []),
    ...(closable(order)
      ? [{ key: "close", label: t("payments:order.close"), danger: true, onClick: () => ask(order) }]
      : []),
  ];
}

function useColumns(): Column<Order>[] {
  const t = useText();
  const common = useCommonColumns();
  return [
    common.number(),
    common.state("order", (order) => order.state),
    { key: "what", title: t("payments:order.what"), width: 180, render: (order) => order.description },
    common.whom(t("payments:order.payer")),
    common.amount("amount", t("payments:amount"), (order) => order.amount),
    common.amount("refunded", t("payments:order.refunded"), (order) => order.refunded),
    common.created(),
    {
      key: "paid_at",
      title: t("payments:order.paid"),
      width: 120,
      render: (order) => <When at={order.paid_at} />,
    },
  ];
}
