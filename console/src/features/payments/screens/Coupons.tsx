import { useText } from "@/i18n";
import type { Column } from "@/ui/DataTable";
import { When } from "@/ui/When";
import type { Coupon } from "../model";
import { useCommonColumns } from "../parts/columns";
import { Detail } from "../parts/Detail";
import { PayPage } from "../parts/PayPage";
import { useCoupons } from "../queries";

export default function Coupons() {
  const t = useText();
  return (
    <PayPage<Coupon>
      what="coupon"
      useEntries={useCoupons}
      columns={useColumns()}
      expand={(coupon) => (
        <Detail
          what="coupon"
          state={coupon.state}
          facts={[
            [t("payments:coupon.id"), coupon.coupon_id],
            [t("payments:appid"), coupon.appid],
          ]}
        />
      )}
    />
  );
}

function useColumns(): Column<Coupon>[] {
  const t = useText();
  const common = useCommonColumns();
  return [
    common.number(),
    common.state("coupon", (coupon) => coupon.state),
    common.whom(t("payments:coupon.to")),
    {
      key: "stock",
      title: t("payments:coupon.stock"),
      width: 140,
      render: (coupon) => <span className="hy-mono hy-pay-number">{coupon.stock_id}</span>,
    },
    common.created(),
    {
      key: "used_at",
      title: t("payments:coupon.used"),
      width: 120,
      render: (coupon) => <When at={coupon.used_at} />,
    },
  ];
}
