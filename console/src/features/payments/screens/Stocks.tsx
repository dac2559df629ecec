import { Button } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import type { Column } from "@/ui/DataTable";
import { Money } from "@/ui/Money";
import { When } from "@/ui/When";
import { movesOf, type Stock, type StockMove } from "../model";
import { useCommonColumns } from "../parts/columns";
import { CouponDrawer } from "../parts/CouponDrawer";
import { Detail } from "../parts/Detail";
import { PayPage } from "../parts/PayPage";
import { PayState } from "../parts/PayState";
import { StockDrawer } from "../parts/StockDrawer";
import { usePayConfirm } from "../parts/usePayConfirm";
import { useMerchant, useMoveStock, useStocks } from "../queries";

export default function Stocks() {
  const t = useText();
  const merchant = useMerchant().merchant?.id ?? 0;
  const may = useMay()("payments.write");
  const [adding, setAdding] = useState(false);
  const [sending, setSending] = useState<Stock | null>(null);
  return (
    <>
      <PayPage<Stock>
        what="stock"
        useEntries={useStocks}
        columns={useColumns()}
        action={() =>
          may && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t("payments:stock.add")}
            </Button>
          )
        }
        rowActions={useActions(merchant, setSending)}
        expand={(stock) => <Facts stock={stock} />}
      />
      <StockDrawer merchant={merchant} open={adding} onClose={() => setAdding(false)} />
      <CouponDrawer merchant={merchant} stock={sending} onClose={() => setSending(null)} />
    </>
  );
}

function Facts({ stock }: { stock: Stock }) {
  const t = useText();
  return (
    <Detail
      what="stock"
      state={stock.status}
      facts={[
        [t("payments:number"), stock.number],
        [t("payments:stock.id"), stock.stock_id],
        [t("payments:stock.budget"), <Money key="budget" fen={stock.amount * stock.count} />],
        [t("payments:stock.perUser"), stock.per_user],
        [t("payments:stock.begins"), <When key="begins" at={stock.begins_at} exact />],
      ]}
    />
  );
}

function useActions(merchant: number, onSend: (stock: Stock) => void) {
  const t = useText();
  const move = useMoveStock(merchant);
  const { askAndDo } = usePayConfirm();
  const ask = (stock: Stock, next: StockMove) =>
    askAndDo({
      title: t(`payments:stock.moves.${next}Ask`, { name: stock.name }),
      content: t(`payments:stock.moves.${next}Why`),
      ok: t(`payments:stock.moves.${next}`),
      danger: next === "pause",
      act: () => move.mutateAsync({ number: stock.number, move: next }),
      done: t(`payments:stock.moves.${next}Done`),
    });
  return (stock: Stock) => [
    ...(stock.status === "running"
      ? [{ key: "send", label: t("payments:coupon.send"), onClick: () => onSend(stock) }]
      : []),
    ...movesOf(stock).map((next) => ({
      key: next,
      label: t(`payments:stock.moves.${next}`),
      danger: next === "pause",
      onClick: () => ask(stock, next),
    })),
  ];
}

function useColumns(): Column<Stock>[] {
  const t = useText();
  const common = useCommonColumns();
  const count = (key: "count" | "sent" | "used") => ({
    key,
    title: t(`payments:stock.${key}`),
    width: 90,
    number: true,
    render: (stock: Stock) => <Count value={stock[key] ?? 0} />,
  });
  return [
    { key: "name", title: t("payments:stock.name"), width: 200, always: true, render: (stock) => stock.name },
    {
      key: "status",
      title: t("payments:state"),
      width: 110,
      render: (stock) => <PayState what="stock" state={stock.status} />,
    },
    common.amount("amount", t("payments:stock.off"), (stock) => stock.amount),
    common.amount("minimum", t("payments:stock.minimum"), (stock) => stock.minimum),
    count("count"),
    count("sent"),
    count("used"),
    {
      key: "ends_at",
      title: t("payments:stock.ends"),
      width: 120,
      render: (stock) => <When at={stock.ends_at} />,
    },
  ];
}
