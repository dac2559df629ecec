import { App, Button, Tag } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { Key } from "../model";
import { KeyDrawer } from "../parts/KeyDrawer";
import { type FreshKey, KeyOnce } from "../parts/KeyOnce";
import { SettingsTabs } from "../parts/SettingsTabs";
import { useKeys, useRevokeKey } from "../queries";

export default function Keys() {
  const t = useText();
  const query = useKeys();
  const mayWrite = useMay()("keys.write");
  const [adding, setAdding] = useState(false);
  const [fresh, setFresh] = useState<FreshKey | null>(null);

  const ask = useAskToRevoke();
  const columns = useColumns();
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("settings:keys.add")}
    </Button>
  );
  return (
    <Page
      title={t("settings:keys.title")}
      purpose={t("settings:keys.purpose")}
      action={mayWrite && add}
      bar={<SettingsTabs />}
    >
      <DataTable
        name="keys"
        label={t("settings:keys.title")}
        columns={columns}
        query={query}
        rowKey={(key) => key.id}
        rowActions={(key) =>
          mayWrite && !key.revoked_at
            ? [{ key: "revoke", danger: true, label: t("settings:keys.revokeYes"), onClick: () => ask(key) }]
            : []
        }
        empty={
          <EmptyState
            title={t("settings:keys.none")}
            reason={t("settings:keys.noneWhy")}
            action={mayWrite && add}
          />
        }
      />
      <KeyDrawer open={adding} onClose={() => setAdding(false)} onMade={setFresh} />
      <KeyOnce fresh={fresh} onClose={() => setFresh(null)} />
    </Page>
  );
}

function useColumns(): Column<Key>[] {
  const t = useText();
  return [
    { key: "name", title: t("settings:keys.name"), width: 220, always: true, render: (key) => key.name },
    {
      key: "kind",
      title: t("settings:keys.kind"),
      width: 140,
      render: (key) => t(`settings:keys.${key.kind}`),
    },
    {
      key: "prefix",
      title: t("settings:keys.prefix"),
      width: 140,
      render: (key) => <code>{key.prefix}…</code>,
    },
    {
      key: "created",
      title: t("settings:keys.created"),
      width: 130,
      render: (key) => <When at={key.created_at} />,
    },
    {
      key: "used",
      title: t("settings:keys.used"),
      width: 130,
      render: (key) => <When at={key.last_used_at} none={t("settings:keys.unused")} />,
    },
    {
      key: "state",
      title: "",
      width: 100,
      render: (key) => key.revoked_at && <Tag variant="filled">{t("settings:keys.revoked")}</Tag>,
    },
  ];
}

/** Revoking cannot be undone, so it is asked for once more. */
function useAskToRevoke(): (key: Key) => void {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const revoke = useRevokeKey();
  return (key) =>
    modal.confirm({
      title: t("settings:keys.revoke", { name: key.name }),
      content: t("settings:keys.revokeWhy"),
      okText: t("settings:keys.revokeYes"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        revoke.mutateAsync(key.id).catch((error) => void message.error(asRefusal(error).text(language))),
    });
}
