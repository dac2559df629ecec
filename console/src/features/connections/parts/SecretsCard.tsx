import { Button } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useLabel, useText } from "@/i18n";
import { When } from "@/ui/When";
import { asBilingual, type Connection, type Kind } from "../model";
import { Facts } from "./Facts";
import { RotateDrawer } from "./RotateDrawer";
import { SecretsOnce } from "./SecretsOnce";

interface Props {
  connection: Connection;
  kind: Kind;
  onReplaced: () => void;
}

/** Which secrets are kept, until when a replaced one is valid, and replacing them. */
export function SecretsCard({ connection, kind, onReplaced }: Props) {
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
        onReplaced={(replaced) => {
          setFresh(Object.keys(replaced).length ? replaced : null);
          onReplaced();
        }}
      />
      <SecretsOnce connection={connection} fields={secrets} fresh={fresh} onClose={() => setFresh(null)} />
    </section>
  );
}
