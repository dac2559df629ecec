import { Alert } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useLabel, useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import { asBilingual, type Connection as One } from "../model";
import { AccessCard } from "../parts/AccessCard";
import { CallbacksCard } from "../parts/CallbacksCard";
import { CallsCard } from "../parts/CallsCard";
import { CheckCard } from "../parts/CheckCard";
import { ConnectionState } from "../parts/ConnectionState";
import { EditConnection } from "../parts/EditConnection";
import { HealthCard } from "../parts/HealthCard";
import { RemoveConnection } from "../parts/RemoveConnection";
import { SecretsCard } from "../parts/SecretsCard";
import { SwitchConnection } from "../parts/SwitchConnection";
import { SyncCard } from "../parts/SyncCard";
import { useConnection, useKinds } from "../queries";
import { verdict } from "../verdict";
import "../parts/connections.css";
import "../parts/connection.css";

/** One connection: is it well, what came in, what it calls, its secrets. */
export default function Connection() {
  const t = useText();
  const query = useConnection(Number(useParams().id));
  const kinds = useKinds().data?.items;
  const connection = query.data;
  const [round, setRound] = useState(0); // another one after the secrets were replaced: it checks at once
  const back = { to: "/settings/connections", label: t("connections:title") };
  if (query.isPending) return <PageSkeleton />;
  if (!connection) {
    return (
      <Page title={t("connections:one")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  const broken = verdict(connection) === "broken";
  const on = !connection.switched_off_at;
  const check = <CheckCard key={round} id={connection.id} atOnce={round > 0} />;
  const kind = kinds?.find(({ name }) => name === connection.kind);
  return (
    <Page
      title={connection.name}
      back={back}
      extra={
        <>
          <ConnectionState connection={connection} />
          <RemoveConnection connection={connection} />
          <SwitchConnection connection={connection} />
        </>
      }
      action={kind && <EditConnection connection={connection} kind={kind} />}
    >
      <Trouble connection={connection} />
      <div className="hy-main-side">
        <div className="hy-stack">
          {broken && check}
          {connection.callback_url && <HealthCard health={connection.health} />}
          {!broken && on && check}
          {connection.callback_url && <CallbacksCard connection={connection} />}
          <CallsCard id={connection.id} />
        </div>
        <div className="hy-stack hy-connection-side">
          {connection.can_sync && on && <SyncCard id={connection.id} comparable={connection.can_compare} />}
          <AccessCard connection={connection} kind={kind} />
          {kind && <SecretsCard connection={connection} kind={kind} onReplaced={() => setRound(round + 1)} />}
        </div>
      </div>
    </Page>
  );
}

function Trouble({ connection }: { connection: One }) {
  const t = useText();
  const label = useLabel();
  const state = verdict(connection);
  if (state === "good" || state === "unchecked") return null;
  const told = state === "off" ? "" : label(asBilingual(connection.status_hint));
  const text = told || t(`connections:state.${state}Why`);
  const bad = state === "broken" || state === "failing";
  return <Alert type={bad ? "error" : state === "off" ? "info" : "warning"} showIcon title={text} />;
}
