import { Link } from "react-router";
import { useLabel, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { When } from "@/ui/When";
import { asBilingual, type Connection } from "../model";
import { verdict } from "../verdict";
import { ConnectionState } from "./ConnectionState";
import { Facts } from "./Facts";

/** One connection in the list: how it is, why, and the way in. */
export function ConnectionCard({ connection }: { connection: Connection }) {
  const t = useText();
  const label = useLabel();
  const { health } = connection;
  const state = verdict(connection);
  const told = state === "off" ? "" : label(asBilingual(connection.status_hint));
  const hint = told || t(`connections:state.${state}Why`);
  return (
    <section className="hy-card hy-connection" aria-label={connection.name}>
      <div className="hy-card-head">
        <div className="hy-connection-name">
          <h2>
            <Link to={`/settings/connections/${connection.id}`}>{connection.name}</Link>
          </h2>
          <ConnectionState connection={connection} />
        </div>
        <span className="hy-quiet">{label(asBilingual(connection.kind_label))}</span>
      </div>
      <div className="hy-card-body hy-stack">
        {state !== "good" && <p className="hy-connection-hint">{hint}</p>}
        <Facts
          facts={[
            {
              name: t("connections:health.last"),
              value: <When at={health.last_callback_at} none={t("connections:health.never")} />,
            },
            { name: t("connections:health.callbacks"), value: <Count value={health.callbacks_24h} /> },
            { name: t("connections:health.waiting"), value: <Count value={health.waiting} /> },
            {
              name: t("connections:health.failed"),
              value: <Count value={health.failed} />,
              tone: health.failed ? "red" : undefined,
            },
          ]}
        />
      </div>
    </section>
  );
}
