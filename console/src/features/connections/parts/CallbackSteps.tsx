import { CheckCircleFilled } from "@ant-design/icons";
import { Alert, Spin } from "antd";
import { useLabel, useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import { When } from "@/ui/When";
import { asBilingual, type Connection, type Kind } from "../model";
import "./connections.css";

interface Props {
  kind: Kind;
  connection: Connection;
  /** Secrets we made, by field name; seen only now. */
  made: { [name: string]: string };
}

/** The address and secrets to carry over to the platform, and whether its first message has come. */
export function CallbackSteps({ kind, connection, made }: Props) {
  const t = useText();
  const label = useLabel();
  const nameOf = (name: string) =>
    label(asBilingual(kind.fields.find((field) => field.name === name)?.label)) || name;
  return (
    <section className="hy-card" aria-label={t("connections:wizard.callback")}>
      <div className="hy-card-head">
        <h2>{t("connections:wizard.callback")}</h2>
      </div>
      <div className="hy-card-body hy-stack">
        <ol className="hy-callback-steps">
          {kind.callback_steps.map((step) => (
            <li key={step.zh}>{label(asBilingual(step))}</li>
          ))}
        </ol>
        {connection.callback_url && <CopyBlock label="URL" text={connection.callback_url} />}
        {Object.entries(made).map(([name, value]) => (
          <CopyBlock key={name} label={nameOf(name)} text={value} />
        ))}
        {Object.keys(made).length > 0 && (
          <Alert type="warning" showIcon title={t("connections:wizard.once")} />
        )}
        <FirstMessage connection={connection} />
      </div>
    </section>
  );
}

function FirstMessage({ connection: { health } }: { connection: Connection }) {
  const t = useText();
  if (health.last_callback_at) {
    return (
      <p className="hy-first-message" data-state="ok">
        <CheckCircleFilled /> {t("connections:wizard.arrived")} <When at={health.last_callback_at} />
      </p>
    );
  }
  if (health.refused_24h > 0) {
    return <Alert type="error" showIcon title={t("connections:wizard.refused", { n: health.refused_24h })} />;
  }
  return (
    <div className="hy-first-message" aria-live="polite">
      <span>
        <Spin size="small" /> {t("connections:wizard.waiting")}
      </span>
      <span className="hy-fact-note">{t("connections:wizard.waitingWhy")}</span>
    </div>
  );
}
