import { App, Button } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { type Bilingual, useLabel, useLanguage, useText } from "@/i18n";
import { type Corp, CorpSwitch, OfCorp, useCorp } from "@/ui/corps";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import { NICKNAME, type Welcome } from "../model";
import { GroupTabs } from "../parts/GroupTabs";
import { IssuedState } from "../parts/IssuedState";
import { WelcomeDrawer } from "../parts/WelcomeDrawer";
import { useAgain, useDropWelcome, useWelcomes } from "../wecomQueries";
import "../parts/group.css";

/** What groups say to whoever comes in. */
export default function Welcomes() {
  const t = useText();
  const corp = useCorp();
  const mayWrite = useMay()("communities.write");
  const [edited, setEdited] = useState<Welcome | "new" | null>(null);
  const add = mayWrite && corp && (
    <Button type="primary" onClick={() => setEdited("new")}>
      {t("communities:welcome.add")}
    </Button>
  );
  return (
    <Page
      title={t("communities:welcome.title")}
      purpose={t("communities:welcome.purpose")}
      extra={<CorpSwitch />}
      action={add}
      bar={<GroupTabs />}
    >
      <OfCorp>
        {(chosen: Corp) => (
          <>
            <List onEdit={setEdited} add={add} mayWrite={mayWrite} />
            <WelcomeDrawer
              open={edited !== null}
              corp={chosen}
              welcome={edited === "new" ? null : edited}
              onClose={() => setEdited(null)}
            />
          </>
        )}
      </OfCorp>
    </Page>
  );
}

interface ListProps {
  onEdit: (welcome: Welcome) => void;
  add: React.ReactNode;
  mayWrite: boolean;
}

function List({ onEdit, add, mayWrite }: ListProps) {
  const t = useText();
  const list = useListState();
  const actions = useActions(onEdit);
  return (
    <DataTable
      name="group-welcomes"
      label={t("communities:welcome.title")}
      columns={useColumns()}
      query={useWelcomes(list)}
      list={list}
      rowKey={(one) => one.id}
      onOpen={mayWrite ? onEdit : undefined}
      rowActions={mayWrite ? actions : undefined}
      empty={
        <EmptyState
          title={t("communities:welcome.none")}
          reason={t("communities:welcome.noneWhy")}
          action={add}
        />
      }
    />
  );
}

function useActions(onEdit: (welcome: Welcome) => void) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const drop = useDropWelcome();
  const again = useAgain();
  const failed = (error: unknown) => void message.error(asRefusal(error).text(language));
  const ask = (welcome: Welcome) =>
    modal.confirm({
      title: t("communities:welcome.dropAsk", { name: welcome.name }),
      content: t("communities:welcome.dropWhy"),
      okText: t("communities:drop"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        drop.mutateAsync(welcome.id).then(() => void message.success(t("communities:dropped")), failed),
    });
  return (welcome: Welcome) => [
    { key: "edit", label: t("communities:edit"), onClick: () => onEdit(welcome) },
    ...(welcome.status === "failed"
      ? [
          {
            key: "again",
            label: t("communities:again"),
            onClick: () => again.mutate(welcome.id, { onError: failed }),
          },
        ]
      : []),
    { key: "drop", label: t("communities:drop"), danger: true, onClick: () => ask(welcome) },
  ];
}

function useColumns(): Column<Welcome>[] {
  const t = useText();
  const label = useLabel();
  const why = (one: Welcome) => label((one.error?.message ?? null) as Bilingual | null);
  return [
    {
      key: "name",
      title: t("communities:welcome.name"),
      width: 180,
      always: true,
      render: (one) => one.name,
    },
    {
      key: "text",
      title: t("communities:welcome.text"),
      width: 320,
      render: (one) => (
        <span className="hy-welcome-text">
          {one.text.replaceAll(NICKNAME, t("communities:welcome.nickname")) || "—"}
        </span>
      ),
    },
    {
      key: "attachment",
      title: t("communities:welcome.attachment"),
      width: 110,
      render: (one) =>
        one.attachment ? (
          t(`ui:attachments.kinds.${String(one.attachment.kind)}`)
        ) : (
          <span className="hy-quiet">—</span>
        ),
    },
    {
      key: "status",
      title: t("communities:issuedState"),
      width: 220,
      render: (one) => (
        <span>
          <IssuedState status={one.status} /> <small className="hy-quiet">{why(one)}</small>
        </span>
      ),
    },
    {
      key: "changed",
      title: t("communities:welcome.changed"),
      width: 120,
      render: (one) => <When at={one.changed_at} />,
    },
  ];
}
