import { useLabel, useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import { When } from "@/ui/When";
import { asBilingual, type Connection, type Kind } from "../model";
import { Facts } from "./Facts";

/** Which account this is, and how it is reached. */
export function AccessCard({ connection, kind }: { connection: Connection; kind?: Kind }) {
  const t = useText();
  const label = useLabel();
  const app =
    kind?.app && connection.app
      ? [{ name: label(asBilingual(kind.app.label)), value: <code>{connection.app}</code> }]
      : [];
  const expires = connection.health.token_expires_at;
  // A connection that works without one, such as WeChat Pay, signs every request instead.
  const token =
    expires || connection.status !== "ok"
      ? [
          {
            name: t("connections:access.token"),
            value: <When at={expires} none={t("connections:access.noToken")} />,
          },
        ]
      : [];
  return (
    <section className="hy-card" aria-label={t("connections:access.title")}>
      <div className="hy-card-head">
        <h2>{t("connections:access.title")}</h2>
      </div>
      <div className="hy-card-body hy-stack">
        <Facts
          facts={[
            { name: t("connections:access.kind"), value: label(asBilingual(connection.kind_label)) },
            {
              name: label(asBilingual(kind?.account.label)) || "ID",
              value: <code>{connection.account}</code>,
            },
            ...app,
            ...token,
            {
              name: t("connections:access.checked"),
              value: <When at={connection.checked_at} none={t("connections:access.unchecked")} />,
            },
            { name: t("connections:access.api"), value: <code>{connection.api_url}</code> },
          ]}
        />
        {connection.callback_url && (
          <CopyBlock label={t("connections:access.callback")} text={connection.callback_url} />
        )}
      </div>
    </section>
  );
}
