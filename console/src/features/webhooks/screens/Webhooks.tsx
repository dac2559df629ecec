import { Button, Tag } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import { SettingsTabs } from "../../settings/parts/SettingsTabs";
import type { Webhook } from "../model";
import { type FreshSecret, SecretOnce } from "../parts/SecretOnce";
import { WebhookDrawer } from "../parts/WebhookDrawer";
import { useWebhooks } from "../queries";

export default function Webhooks() {
  const t = useText();
  const navigate = useNavigate();
  const query = useWebhooks();
  const mayWrite = useMay()("connections.write");
  const [adding, setAdding] = useState(false);
  const [fresh, setFresh] = useState<FreshSecret | null>(null);
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("webhooks:add")}
    </Button>
  );
  return (
    <Page
      title={t("webhooks:title")}
      purpose={t("webhooks:purpose")}
      action={mayWrite && add}
      bar={<SettingsTabs />}
    >
      <DataTable
        name="webhooks"
        label={t("webhooks:title")}
        columns={useColumns()}
        query={query}
        rowKey={(webhook) => webhook.id}
        onOpen={(webhook) => void navigate(`/settings/webhooks/${webhook.id}`)}
        empty={
          <EmptyState title={t("webhooks:none")} reason={t("webhooks:noneWhy")} action={mayWrite && add} />
        }
      />
      <WebhookDrawer
        editing={adding ? "new" : null}
        onClose={() => setAdding(false)}
        onMade={({ webhook, secret }) => setFresh({ name: webhook.name, url: webhook.url, secret })}
      />
      <SecretOnce fresh={fresh} onClose={() => setFresh(null)} />
    </Page>
  );
}

function useColumns(): Column<Webhook>[] {
  const t = useText();
  return [
    {
      key: "name",
      title: t("webhooks:name"),
      width: 200,
      always: true,
      render: ({ name, active }) => (
        <>
          {name} {!active && <Tag variant="filled">{t("webhooks:off")}</Tag>}
        </>
      ),
    },
    { key: "kind", title: t("webhooks:kind"), width: 90, render: ({ kind }) => t(`webhooks:kinds.${kind}`) },
    {
      key: "source",
      title: t("webhooks:source"),
      width: 140,
      render: ({ options }) => String((options as { source?: string }).source ?? ""),
    },
    {
      key: "last",
      title: t("webhooks:last"),
      width: 130,
      render: ({ last_delivery_at }) => <When at={last_delivery_at} none={t("webhooks:never")} />,
    },
    {
      key: "refused",
      title: t("webhooks:refused"),
      width: 130,
      render: ({ last_refused_at }) => <When at={last_refused_at} none="—" />,
    },
  ];
}
