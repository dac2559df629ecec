import { Pagination, Segmented } from "antd";
import { useSearchParams } from "react-router";
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
      <States />
      <Queue />
    </Page>
  );
}

const STATES = ["open", "kept_apart"] as const;
type Shown = (typeof STATES)[number];
const stateOf = (params: URLSearchParams): Shown =>
  params.get("state") === "kept_apart" ? "kept_apart" : "open";

/** What is to be decided, and what was: somebody may come to know better. */
function States() {
  const t = useText();
  const [params, setParams] = useSearchParams();
  return (
    <Segmented<Shown>
      className="hy-conflict-states"
      aria-label={t("customers:conflicts.show")}
      value={stateOf(params)}
      onChange={(state) => setParams(state === "open" ? {} : { state }, { replace: true })}
      options={STATES.map((value) => ({ value, label: t(`customers:conflicts.states.${value}`) }))}
    />
  );
}

function Queue() {
  const t = useText();
  const { page, turnTo } = useListState();
  const [params] = useSearchParams();
  const state = stateOf(params);
  const query = useConflicts({ state, limit: AT_ONCE, offset: (page - 1) * AT_ONCE });
  if (query.isPending) return <TableSkeleton rows={5} columns={2} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  const { items, total } = query.data;
  if (!total) {
    return (
      <div className="hy-card">
        <EmptyState
          title={t(`customers:conflicts.noneOf.${state}`)}
          reason={t(`customers:conflicts.noneWhy.${state}`)}
        />
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
