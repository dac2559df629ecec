import { App, Button } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { TagChips } from "@/ui/TagChips";
import { When } from "@/ui/When";
import { type TagAction, valuesOf } from "../actions";
import { placed, type TagGroup } from "../model";
import { ActionDrawer } from "../parts/ActionDrawer";
import { TagTabs } from "../parts/TagTabs";
import { useActionsOfTags, useChangeAction, useDropAction, useTagGroups } from "../queries";

/** What people get tags for by doing it: words they write, menus they tap, links they open. */
export default function Actions() {
  const t = useText();
  const may = useMay()("tags.write");
  const query = useActionsOfTags();
  const groups = useTagGroups().data?.items ?? [];
  const [edited, setEdited] = useState<TagAction | "new" | null>(null);
  const actions = useRowActions(setEdited);
  const add = () => setEdited("new");
  return (
    <Page
      title={t("tags:title")}
      purpose={t("tags:actions.purpose")}
      bar={<TagTabs />}
      action={
        may && (
          <Button type="primary" onClick={add}>
            {t("tags:actions.add")}
          </Button>
        )
      }
    >
      <DataTable
        name="tag-actions"
        label={t("tags:tabs.actions")}
        columns={useColumns(groups)}
        query={query}
        rowKey={(one) => one.id}
        onOpen={may ? setEdited : undefined}
        rowActions={may ? actions : undefined}
        empty={
          <EmptyState
            title={t("tags:actions.none")}
            reason={t("tags:actions.noneWhy")}
            action={may && <Button onClick={add}>{t("tags:actions.add")}</Button>}
          />
        }
      />
      <ActionDrawer
        open={edited !== null}
        action={edited === "new" ? null : edited}
        groups={groups}
        onClose={() => setEdited(null)}
      />
    </Page>
  );
}

function useRowActions(onEdit: (action: TagAction) => void) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const change = useChangeAction();
  const drop = useDropAction();
  const failed = (error: unknown) => void message.error(asRefusal(error).text(language));
  const turn = (action: TagAction) =>
    change.mutate(
      { ...valuesOf(action), active: !action.active, id: action.id },
      { onSuccess: () => void message.success(t("tags:saved")), onError: failed },
    );
  const ask = (action: TagAction) =>
    modal.confirm({
      title: t("tags:actions.dropAsk", { name: action.name }),
      content: t("tags:actions.dropWhy"),
      okText: t("tags:actions.drop"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        drop.mutateAsync(action.id).then(() => void message.success(t("tags:actions.dropped")), failed),
    });
  return (action: TagAction) => [
    { key: "edit", label: t("tags:edit"), onClick: () => onEdit(action) },
    {
      key: "turn",
      label: t(action.active ? "tags:actions.turnOff" : "tags:actions.turnOn"),
      onClick: () => turn(action),
    },
    { key: "drop", label: t("tags:actions.drop"), danger: true, onClick: () => ask(action) },
  ];
}

function useColumns(groups: TagGroup[]): Column<TagAction>[] {
  const t = useText();
  const tags = placed(groups);
  const said = ({ kind, value, match }: TagAction) =>
    value
      ? t(`tags:actions.said.${match}`, { kind: t(`tags:actions.kinds.${kind}`), value })
      : t("tags:actions.said.any", { kind: t(`tags:actions.kinds.${kind}`) });
  return [
    { key: "name", title: t("tags:actions.name"), width: 160, always: true, render: (one) => one.name },
    { key: "does", title: t("tags:actions.does"), width: 260, render: said },
    {
      key: "tags",
      title: t("tags:actions.gives"),
      render: (one) => <TagChips tags={tags.filter((tag) => one.tags.includes(tag.id))} max={4} />,
    },
    {
      key: "days",
      title: t("tags:expiry"),
      width: 130,
      render: (one) =>
        one.days ? (
          t("tags:actions.forDays", { n: one.days })
        ) : (
          <span className="hy-quiet">{t("tags:actions.asTag")}</span>
        ),
    },
    {
      key: "active",
      title: t("tags:status"),
      width: 100,
      render: (one) => (
        <span className={one.active ? undefined : "hy-quiet"}>
          {t(one.active ? "tags:actions.on" : "tags:actions.off")}
        </span>
      ),
    },
    {
      key: "since",
      title: t("tags:actions.since"),
      width: 130,
      render: (one) => <When at={one.created_at} />,
    },
  ];
}
