import { Button } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { CardsSkeleton } from "@/ui/Skeletons";
import type { ConnectionMade } from "../model";
import { ConnectionCard } from "../parts/ConnectionCard";
import { ConnectionDrawer } from "../parts/ConnectionDrawer";
import { ConnectionOnce } from "../parts/ConnectionOnce";
import { SettingsTabs } from "../parts/SettingsTabs";
import { useConnections } from "../queries";

export default function Connections() {
  const t = useText();
  const query = useConnections();
  const mayWrite = useMay()("connections.write");
  const [made, setMade] = useState<ConnectionMade | null>(null);
  const [adding, setAdding] = useState(false);
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("settings:wecom.add")}
    </Button>
  );
  const connections = query.data?.items;
  return (
    <Page
      title={t("settings:wecom.title")}
      purpose={t("settings:wecom.purpose")}
      action={mayWrite && add}
      bar={<SettingsTabs />}
    >
      {query.isPending && <CardsSkeleton cards={2} />}
      {query.isError && !connections && <FailureState error={query.error} onRetry={query.refetch} />}
      {connections?.length === 0 && (
        <div className="hy-card">
          <EmptyState
            title={t("settings:wecom.none")}
            reason={t("settings:wecom.noneWhy")}
            action={mayWrite && add}
          />
        </div>
      )}
      {connections?.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} />
      ))}
      <ConnectionDrawer open={adding} onClose={() => setAdding(false)} onMade={setMade} />
      <ConnectionOnce made={made} onClose={() => setMade(null)} />
    </Page>
  );
}
