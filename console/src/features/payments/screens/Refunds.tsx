import { Link } from "react-router";
import { useText } from "@/i18n";
import type { Column } from "@/ui/DataTable";
import { When } from "@/ui/When";
import type { Refund } from "../model";
import { useCommonColumns } from "../parts/columns";
import { Detail } from "../parts/Detail";
import { PayPage } from "../parts/PayPage";
import { useRefunds } from "../queries";

export default function Refunds() {
  const t = useText();
  return (
    <PayPage<Refund>
      what="refund"
      useEntries={useRefunds}
      columns={useColumns()}
      expand={(refund) => (
        <Detail what="refund" state={refund.status} facts={[[t("payments:refund.reason"), refund.reason]]} />
      )}
    />
  );
}

function useColumns(): Column<Refund>[] {
  const t = useText();
  const common = useCommonColumns();
  return [
    common.number(),
    common.state("refund", (refund) => refund.status),
    {
      key: "order",
      title: t("payments:refund.order"),
      width: 220,
      render: (refund) => (
        <Link className="hy-mono hy-pay-number" to={`/payments?q=${encodeURIComponent(refund.order_number)}`}>
          {refund.order_number}
        </Link>
      ),
    },
    common.amount("amount", t("payments:amount"), (refund) => refund.amount),
    common.created(),
    {
      key: "done_at",
      title: t("payments:refund.arrived"),
      width: 120,
      render: (refund) => <When at={refund.done_at} />,
    },
  ];
}
