import { Alert, App, Button } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLabel, useLanguage, useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { Webhook as Hook } from "../model";
import { Deliveries } from "../parts/Deliveries";
import { type FreshSecret, SecretOnce } from "../parts/SecretOnce";
import { WebhookDrawer } from "../parts/WebhookDrawer";
import {
  useChangeWebhook,
  useEndPrevious,
  useKinds,
  useRemoveWebhook,
  useRotate,
  useWebhook,
} from "../queries";
import "../parts/webhooks.css";

/** One address: where to push, how values are read, its secrets, and what came. */
export default function Webhook() {
  const t = useText();
  const query = useWebhook(Number(useParams().id));
  const mayWrite = useMay()("connections.write");
  const [editing, setEditing] = useState(false);
  const back = { to: "/settings/webhooks", label: t("webhooks:title") };
  const webhook = query.data;
  if (query.isPending) return <PageSkeleton />;
  if (!webhook)
    return (
      <Page title={t("webhooks:title")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  return (
    <Page
      title={webhook.name}
      back={back}
      extra={mayWrite && <Acts webhook={webhook} />}
      action={
        mayWrite && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t("webhooks:edit")}
          </Button>
        )
      }
    >
      <div className="hy-stack">
        {!webhook.active && <Alert type="warning" showIcon title={t("webhooks:offWhy")} />}
        <Refusal webhook={webhook} />
        <section className="hy-card hy-card-body hy-stack" style={{ paddingTop: 16 }}>
          <CopyBlock label={t("webhooks:url")} text={webhook.url} />
          <p className="hy-quiet">{t("webhooks:howToSign")}</p>
          <Mapping webhook={webhook} />
        </section>
        <Deliveries id={webhook.id} />
      </div>
      <WebhookDrawer editing={editing ? webhook : null} onClose={() => setEditing(false)} />
    </Page>
  );
}

/** Somebody sent with a wrong signature or an old time: said until a right request came after it. */
function Refusal({ webhook }: { webhook: Hook }) {
  const t = useText();
  const label = useLabel();
  const { last_refused_at, last_delivery_at, last_refusal } = webhook;
  const message = (last_refusal as { message?: { zh: string; en: string } } | null)?.message;
  if (!last_refused_at || !message || (last_delivery_at && last_delivery_at > last_refused_at)) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={label(message)}
      description={
        <>
          {t("webhooks:refused")} <When at={last_refused_at} />
        </>
      }
    />
  );
}

function Mapping({ webhook }: { webhook: Hook }) {
  const label = useLabel();
  const kind = useKinds().data?.items.find(({ key }) => key === webhook.kind);
  const nameOf = (key: string) => label(kind?.fields.find((field) => field.key === key)?.label) || key;
  return (
    <dl className="hy-hook-facts">
      {Object.entries(webhook.fields).map(([field, path]) => [
        <dt key={field}>{nameOf(field)}</dt>,
        <dd key={`${field}=`}>
          ← <code>{path}</code>
        </dd>,
      ])}
    </dl>
  );
}

function Acts({ webhook }: { webhook: Hook }) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const [fresh, setFresh] = useState<FreshSecret | null>(null);
  const change = useChangeWebhook(webhook.id);
  const rotate = useRotate(webhook.id);
  const end = useEndPrevious(webhook.id);
  const remove = useRemoveWebhook(webhook.id);
  const refuse = (error: unknown) => void message.error(asRefusal(error).text(language), 8);
  const twoValid = !!webhook.previous_until && new Date(webhook.previous_until) > new Date();
  const ask = (what: "rotate" | "end" | "remove", act: () => Promise<unknown>) =>
    modal.confirm({
      title: t(`webhooks:${what}.ask`, { name: webhook.name }),
      content: t(`webhooks:${what}.why`),
      okText: t(`webhooks:${what}.do`),
      okButtonProps: { danger: what === "remove" },
      cancelText: t("ui:cancel"),
      onOk: () => act().catch(refuse),
    });
  const newSecret = async () => {
    const { secret } = await rotate.mutateAsync(undefined);
    setFresh({ name: webhook.name, url: webhook.url, secret });
  };
  return (
    <>
      {twoValid ? (
        <Button onClick={() => ask("end", () => end.mutateAsync(undefined))}>{t("webhooks:end.do")}</Button>
      ) : (
        <Button onClick={() => ask("rotate", newSecret)}>{t("webhooks:rotate.do")}</Button>
      )}
      <Button
        loading={change.isPending}
        onClick={() => change.mutate({ active: !webhook.active }, { onError: refuse })}
      >
        {t(webhook.active ? "webhooks:switchOff" : "webhooks:switchOn")}
      </Button>
      <Button
        danger
        onClick={() =>
          ask("remove", async () => {
            await remove.mutateAsync(undefined);
            void navigate("/settings/webhooks");
          })
        }
      >
        {t("webhooks:remove.do")}
      </Button>
      <SecretOnce fresh={fresh} onClose={() => setFresh(null)} />
    </>
  );
}
