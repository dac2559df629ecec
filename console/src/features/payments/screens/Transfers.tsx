import { Button } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import type { Column } from "@/ui/DataTable";
import { When } from "@/ui/When";
import { cancellable, type Transfer } from "../model";
import { useCommonColumns } from "../parts/columns";
import { Detail } from "../parts/Detail";
import { PayPage } from "../parts/PayPage";
import { TransferDrawer } from "../parts/TransferDrawer";
import { usePayConfirm } from "../parts/usePayConfirm";
import { useCancelTransfer, useMerchant, useTransfers } from "../queries";

export default function Transfers() {
  const t = useText();
  const merchant = useMerchant().merchant?.id ?? 0;
  const may = useMay()("payments.write");
  const [adding, setAdding] = useState(false);
  return (
    <>
      <PayPage<Transfer>
        what="transfer"
        useEntries={useTransfers}
        columns={useColumns()}
        action={() =>
          may && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t("payments:transfer.add")}
            </Button>
          )
        }
        rowActions={useActions(merchant)}
        expand={(transfer) => <Facts transfer={transfer} />}
      />
      <TransferDrawer merchant={merchant} open={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function Facts({ transfer }: { transfer: Transfer }) {
  const t = useText();
  return (
    <Detail
      what="transfer"
      state={transfer.state}
      facts={[
        [t("payments:transfer.failed"), transfer.fail_reason],
        [t("payments:appid"), transfer.appid],
      ]}
    >
      {transfer.state === "WAIT_USER_CONFIRM" && transfer.package_info && (
        <CopyBlock label={t("payments:transfer.package")} text={transfer.package_info} />
      )}
    </Detail>
  );
}

function useActions(merchant: number) {
  const t = useText();
  const cancel = useCancelTransfer(merchant);
  const { askAndDo } = usePayConfirm();
  const ask = (transfer: Transfer) =>
    askAndDo({
      title: t("payments:transfer.cancelAsk"),
      content: t("payments:transfer.cancelWhy"),
      ok: t("payments:transfer.cancel"),
      danger: true,
      act: () => cancel.mutateAsync(transfer.number),
      done: t("payments:transfer.cancelled"),
    });
  return (transfer: Transfer) =>
    cancellable(transfer)
      ? [{ key: "cancel", label: t("payments:transfer.cancel"), danger: true, onClick: () => ask(transfer) }]
      : [];
}

function useColumns(): Column<Transfer>[] {
  const t = useText();
  const common = useCommonColumns();
  return [
    common.number(),
    common.state("transfer", (transfer) => transfer.state),
    common.whom(t("payments:transfer.to")),
    common.amount("amount", t("payments:amount"), (transfer) => transfer.amount),
    {
      key: "remark",
      title: t("payments:transfer.remark"),
      width: 180,
      render: (transfer) => transfer.remark,
    },
    common.created(),
    {
      key: "updated_at",
      title: t("payments:transfer.updated"),
      width: 120,
      render: (transfer) => <When at={transfer.updated_at} />,
    },
  ];
}
