import { Pagination } from "antd";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { TableSkeleton } from "@/ui/Skeletons";
import { ConflictCard } from "../parts/ConflictCard";
import { CustomerTabs } from "../parts/CustomerTabs";
import { useConflicts } from "../queries";

const AT_ONCE = 10;

/** Pairs of customers that evidence wants to join and a rule forbids: a person decides, one after the other. */
export default function Conflicts() {
  const t = useText();
  return (
    <Page title={t("customers:title")} purpose={t("customers:conflicts.purpose")} bar={<CustomerTabs />}>
      <Queue />
    </Page>
  );
}

function Queue() {
  const t = useText();
  const { page, turnTo } = useListState();
  const query = useConflicts({ limit: AT_ONCE, offset: (page - 1) * AT_ONCE });
  if (query.isPending) return <TableSkeleton rows={5} columns={2} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  const { items, total } = query.data;
  if (!total) {
    return (
      <div className="hy-card">
        <EmptyState title={t("customers:conflicts.none")} reason={t("customers:conflicts.noneWhy")} />
      </div>
    );
  }
  return (
    <div className="hy-stack">
      {items.map((conflict) => (
        <ConflictCard key={conflict.id} conflict={conflict} />
      ))}
      {total > AT_ONCE && (
        <Pagination
          align="end"
          current={page}
          pageSize={AT_ONCE}
          total={total}
          showSizeChanger={false}
          onChange={(next) => turnTo(next)}
        />
      )}
    </div>
  );
}
