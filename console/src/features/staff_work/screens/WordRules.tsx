import { App, Button } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { type Corp, CorpSwitch, OfCorp, useCorp } from "@/ui/corps";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { RuleRef } from "../model";
import { RuleDrawer } from "../parts/RuleDrawer";
import { RuleWhom } from "../parts/RuleWhom";
import { WorkTabs } from "../parts/WorkTabs";
import { useDropRule, useRule, useRules } from "../queries";

const NEW = "new";

/** Words staff should not send to customers; WeCom watches over them. */
export default function WordRules() {
  const t = useText();
  const corp = useCorp();
  const mayWrite = useMay()("messages.write");
  const [edited, setEdited] = useState<string | null>(null);
  const add = mayWrite && corp && (
    <Button type="primary" onClick={() => setEdited(NEW)}>
      {t("staff_work:words.add")}
    </Button>
  );
  return (
    <Page
      title={t("staff_work:words.title")}
      purpose={t("staff_work:words.purpose")}
      extra={<CorpSwitch />}
      action={add}
      bar={<WorkTabs />}
    >
      <OfCorp>
        {(chosen) => (
          <>
            <List corp={chosen} add={add} onEdit={mayWrite ? setEdited : undefined} />
            <Editor corp={chosen} edited={edited} onClose={() => setEdited(null)} />
          </>
        )}
      </OfCorp>
    </Page>
  );
}

/** The list holds names only; a rule is read when it is opened. */
function Editor({ corp, edited, onClose }: { corp: Corp; edited: string | null; onClose: () => void }) {
  const rule = useRule(corp.id, edited === NEW ? null : edited);
  const ready = edited === NEW || (edited !== null && rule.data !== undefined);
  return (
    <RuleDrawer
      open={ready}
      corp={corp}
      rule={edited === NEW ? null : (rule.data ?? null)}
      onClose={onClose}
    />
  );
}

interface ListProps {
  corp: Corp;
  add: React.ReactNode;
  onEdit?: (id: string) => void;
}

function List({ corp, add, onEdit }: ListProps) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const query = useRules(corp.id);
  const drop = useDropRule();
  const ask = (rule: RuleRef) =>
    modal.confirm({
      title: t("staff_work:words.dropAsk", { name: rule.name }),
      content: t("staff_work:words.dropWhy"),
      okText: t("staff_work:drop"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        drop.mutateAsync({ corp: corp.id, id: rule.id }).then(
          () => void message.success(t("staff_work:dropped")),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return (
    <DataTable
      name="word-rules"
      label={t("staff_work:words.title")}
      columns={useColumns(corp)}
      query={query}
      rowKey={(one) => one.id}
      onOpen={onEdit && ((one) => onEdit(one.id))}
      rowActions={
        onEdit &&
        ((one) => [
          { key: "edit", label: t("staff_work:edit"), onClick: () => onEdit(one.id) },
          { key: "drop", label: t("staff_work:drop"), danger: true, onClick: () => ask(one) },
        ])
      }
      empty={
        <EmptyState title={t("staff_work:words.none")} reason={t("staff_work:words.noneWhy")} action={add} />
      }
    />
  );
}

function useColumns(corp: Corp): Column<RuleRef>[] {
  const t = useText();
  return [
    { key: "name", title: t("staff_work:words.name"), width: 260, always: true, render: (one) => one.name },
    {
      key: "whom",
      title: t("staff_work:words.whom"),
      width: 320,
      render: (one) => <RuleWhom corp={corp} id={one.id} />,
    },
    {
      key: "created",
      title: t("staff_work:created"),
      width: 160,
      render: (one) => (one.created_at ? <When at={one.created_at} /> : <span className="hy-quiet">—</span>),
    },
  ];
}
