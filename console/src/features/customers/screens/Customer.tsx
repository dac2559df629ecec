import { useParams } from "react-router";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { FailureState } from "@/ui/FailureState";
import { MetricCard } from "@/ui/MetricCard";
import { Money } from "@/ui/Money";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import { useCustomer } from "../queries";

export default function Customer() {
  const t = useText();
  const id = Number(useParams().id);
  const query = useCustomer(id);
  if (query.isPending) return <PageSkeleton />;
  if (!query.data) {
    return (
      <Page title={t("customers:customer")} back={{ to: "/customers", label: t("customers:title") }}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  const { name, totals } = query.data;
  return (
    <Page
      title={name ?? t("ui:person.numbered", { id })}
      back={{ to: "/customers", label: t("customers:title") }}
    >
      <div className="hy-metrics">
        <MetricCard label={t("customers:orders")} value={<Count value={totals.orders} />} />
        <MetricCard label={t("customers:gmv")} value={<Money fen={totals.gmv} short />} />
      </div>
    </Page>
  );
}
