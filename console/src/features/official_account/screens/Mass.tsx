import { Button, Tag } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { When } from "@/ui/When";
import { type Account, type Mass as MassMessage, massCount } from "../model";
import { AccountPage } from "../parts/AccountPage";
import { MassDrawer } from "../parts/MassDrawer";
import { MassResult, useAudience } from "../parts/MassResult";
import { MassState } from "../parts/MassState";
import { useMasses } from "../queries";

export default function Mass() {
  const t = useText();
  const id = Number(useParams().id);
  const mayWrite = useMay()("messages.write");
  const [adding, setAdding] = useState(false);
  const add = mayWrite && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("official_account:mass.add")}
    </Button>
  );
  return (
    <AccountPage tab="mass" action={add}>
      {(account) => (
        <>
          <List account={account} add={add} />
          <MassDrawer
            key={id}
            account={account}
            open={adding}
            draft={null}
            onClose={() => setAdding(false)}
          />
        </>
      )}
    </AccountPage>
  );
}

function List({ account, add }: { account: Account; add: React.ReactNode }) {
  const t = useText();
  const list = useListState();
  const query = useMasses(account.id, list);
  const columns = useColumns(account.id);
  const [shown, setShown] = useState<number | null>(null);
  return (
    <>
      <DataTable
        name="official-account-mass"
        label={t("official_account:tabs.mass")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(one) => one.id}
        onOpen={(one) => setShown(one.id)}
        empty={
          <EmptyState
            title={t("official_account:mass.none")}
            reason={t("official_account:mass.noneWhy")}
            action={add}
          />
        }
      />
      <MassResult
        account={account.id}
        mass={query.data?.items.find((one) => one.id === shown) ?? null}
        onClose={() => setShown(null)}
      />
    </>
  );
}

function useColumns(account: number): Column<MassMessage>[] {
  const t = useText();
  const audience = useAudience(account);
  const count = (key: "sent" | "filtered" | "failed"): Column<MassMessage> => ({
    key,
    title: t(`official_account:mass.${key}`),
    width: 100,
    number: true,
    render: (one) => <Count value={massCount(one.counts, key)} />,
  });
  return [
    {
      key: "name",
      title: t("official_account:mass.name"),
      width: 200,
      always: true,
      render: (one) => one.name,
    },
    {
      key: "kind",
      title: t("official_account:mass.kind"),
      width: 90,
      render: (one) => (
        <Tag variant="filled">
          {t(`official_account:mass.kinds.${one.msgtype}`, { defaultValue: one.msgtype })}
        </Tag>
      ),
    },
    { key: "to", title: t("official_account:mass.to"), width: 160, render: (one) => audience(one) },
    {
      key: "state",
      title: t("official_account:mass.state"),
      width: 110,
      render: (one) => <MassState state={one.state} />,
    },
    count("sent"),
    count("filtered"),
    count("failed"),
    {
      key: "created_at",
      title: t("official_account:mass.when"),
      width: 120,
      render: (one) => <When at={one.created_at} />,
    },
  ];
}
