import { Button, Modal } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useLabel, useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import { When } from "@/ui/When";
import { asBilingual, type Connection, type Kind } from "../model";
import { Facts } from "./Facts";
import { RotateDrawer } from "./RotateDrawer";

/** Which secrets are kept, until when a replaced one is valid, and replacing them. */
export function SecretsCard({ connection, kind }: { connection: Connection; kind: Kind }) {
  const t = useText();
  const label = useLabel();
  const mayWrite = useMay()("connections.write");
  const [open, setOpen] = useState(false);
  const [fresh, setFresh] = useState<Record<string, string> | null>(null);
  const secrets = kind.fields.filter((field) => field.secret);
  const state = (name: string) =>
    connection.secrets.includes(name) ? (
      t("connections:secrets.set")
    ) : (
      <span className="hy-quiet">{t("connections:secrets.unset")}</span>
    );
  return (
    <section className="hy-card" aria-label={t("connections:secrets.title")}>
      <div className="hy-card-head">
        <h2>{t("connections:secrets.title")}</h2>
        {mayWrite && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t("connections:secrets.do")}
          </Button>
        )}
      </div>
      <div className="hy-card-body hy-stack">
        <Facts
          facts={secrets.map((field) => ({
            name: label(asBilingual(field.label)),
            value: state(field.name),
          }))}
        />
        {connection.retired_until && (
          <p className="hy-connection-hint">
            {t("connections:secrets.retiring")} <When at={connection.retired_until} exact />
          </p>
        )}
        <p className="hy-fact-note hy-connection-hint">{t("connections:secrets.sealed")}</p>
      </div>
      <RotateDrawer
        connection={connection}
        kind={kind}
        open={open}
        onClose={() => setOpen(false)}
        onReplaced={(replaced) => setFresh(Object.keys(replaced).length ? replaced : null)}
      />
      <Modal
        destroyOnHidden
        open={fresh !== null}
        title={t("connections:secrets.tell")}
        okText={t("connections:secrets.kept")}
        cancelButtonProps={{ style: { display: "none" } }}
        mask={{ closable: false }}
        keyboard={false}
        onOk={() => setFresh(null)}
        onCancel={() => setFresh(null)}
      >
        <div className="hy-stack">
          <p className="hy-connection-hint">{t("connections:secrets.tellWhy")}</p>
          {connection.callback_url && <CopyBlock label="URL" text={connection.callback_url} />}
          {secrets
            .filter(({ name }) => fresh?.[name])
            .map((field) => (
              <CopyBlock
                key={field.name}
                label={label(asBilingual(field.label))}
                text={fresh?.[field.name] ?? ""}
              />
            ))}
        </div>
      </Modal>
    </section>
  );
}
