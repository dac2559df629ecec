import { App, Button, Tag } from "antd";
import type { ReactNode } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import { Count } from "@/ui/Count";
import { When } from "@/ui/When";
import type { Connection } from "../model";
import { useCheckConnection } from "../queries";
import "./connection-card.css";

const QUIET_HOURS = 6;
const HOUR_MS = 3_600_000;

/** What the health says, worst first. */
function verdict({ health, status_hint }: Connection): keyof typeof TONES {
  if (status_hint) return "broken";
  if (!health.last_callback_at) return "new";
  if (health.failures_24h > 0) return "failing";
  const silent = Date.now() - new Date(health.last_callback_at).getTime();
  return silent > QUIET_HOURS * HOUR_MS ? "quiet" : "good";
}
const TONES = {
  broken: "error",
  new: "default",
  failing: "error",
  quiet: "warning",
  good: "success",
} as const;

export function ConnectionCard({ connection }: { connection: Connection }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const check = useCheckConnection();
  const { health } = connection;
  const state = verdict(connection);
  const test = () =>
    check.mutate(connection.id, {
      onSuccess: ({ ok, hint }) =>
        void (ok
          ? message.success(t("settings:wecom.checked"))
          : message.error(hint?.[language] ?? t("settings:wecom.brokenWhy"), 8)),
      onError: (error) => void message.error(asRefusal(error).text(language), 8),
    });
  return (
    <section className="hy-card" aria-label={connection.name}>
      <div className="hy-card-head">
        <h2>
          {connection.name}{" "}
          <Tag variant="filled" color={TONES[state]}>
            {t(`settings:wecom.${state}`)}
          </Tag>
        </h2>
        <Button size="small" loading={check.isPending} onClick={test}>
          {t("settings:wecom.check")}
        </Button>
      </div>
      <div className="hy-card-body hy-stack">
        {state !== "good" && (
          <p className="hy-connection-hint">
            {connection.status_hint?.[language] ?? t(`settings:wecom.${state}Why`)}
          </p>
        )}
        <dl className="hy-facts">
          <Fact name={t("settings:wecom.corp")}>
            <code>{connection.corp_id}</code>
          </Fact>
          <Fact name={t("settings:wecom.last")}>
            <When at={health.last_callback_at} none={t("settings:wecom.never")} />
          </Fact>
          <Fact name={t("settings:wecom.callbacks")}>
            <Count value={health.callbacks_24h} />
          </Fact>
          <Fact name={t("settings:wecom.duplicates")}>
            <Count value={health.duplicates_24h} />
          </Fact>
          <Fact name={t("settings:wecom.failures")}>
            <Count value={health.failures_24h} />
          </Fact>
          <Fact name={t("settings:wecom.waiting")}>
            <Count value={health.waiting} />
          </Fact>
          <Fact name={t("settings:wecom.token")}>
            <When at={health.token_expires_at} none={t("settings:wecom.noToken")} />
          </Fact>
        </dl>
        <CopyBlock label={t("settings:wecom.callback")} text={connection.callback_url} />
      </div>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
