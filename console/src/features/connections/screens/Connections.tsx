import { Button } from "antd";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { SettingsTabs } from "@/features/settings/parts/SettingsTabs";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { CardsSkeleton } from "@/ui/Skeletons";
import { ConnectionCard } from "../parts/ConnectionCard";
import { useConnections } from "../queries";

export default function Connections() {
  const t = useText();
  const navigate = useNavigate();
  const query = useConnections();
  const add = useMay()("connections.write") && (
    <Button type="primary" onClick={() => navigate("/settings/connections/new")}>
      {t("connections:add")}
    </Button>
  );
  const connections = query.data?.items;
  return (
    <Page
      title={t("connections:title")}
      purpose={t("connections:purpose")}
      action={add}
      bar={<SettingsTabs />}
    >
      {query.isPending && <CardsSkeleton cards={2} />}
      {query.isError && !connections && <FailureState error={query.error} onRetry={query.refetch} />}
      {connections?.length === 0 && (
        <div className="hy-card">
          <EmptyState title={t("connections:none")} reason={t("connections:noneWhy")} action={add} />
        </div>
      )}
      {connections?.map((connection) => (
        <ConnectionCard key={connection.id} connection={connection} />
      ))}
    </Page>
  );
}
