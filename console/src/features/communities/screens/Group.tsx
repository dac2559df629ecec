import { Alert, Button } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { FailureState } from "@/ui/FailureState";
import { MetricCard } from "@/ui/MetricCard";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { Group as GroupValue } from "../model";
import { DaysChart } from "../parts/DaysChart";
import { GroupState } from "../parts/GroupState";
import { Members } from "../parts/Members";
import { OwnerDrawer } from "../parts/OwnerDrawer";
import { useGroup } from "../queries";
import "../parts/group.css";

export default function Group() {
  const t = useText();
  const query = useGroup(Number(useParams().id));
  const group = query.data;
  const mayGive = useMay()("communities.write");
  const [giving, setGiving] = useState(false);
  const back = { to: "/groups", label: t("communities:title") };
  if (query.isPending) return <PageSkeleton />;
  if (!group) {
    return (
      <Page title={t("communities:one")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  return (
    <Page
      title={group.name || t("communities:unnamed")}
      back={back}
      extra={
        mayGive &&
        group.state !== "dismissed" && (
          <Button onClick={() => setGiving(true)}>{t("communities:give.title")}</Button>
        )
      }
    >
      {group.state !== "active" && (
        <Alert
          type={group.state === "owner_left" ? "warning" : "info"}
          showIcon
          title={t(`communities:stateWhy.${group.state}`)}
        />
      )}
      <div className="hy-main-side">
        <div className="hy-stack">
          <Numbers group={group} />
          <DaysChart id={group.id} />
        </div>
        <Facts group={group} />
      </div>
      <Members id={group.id} />
      <OwnerDrawer groups={giving ? [group] : null} onClose={() => setGiving(false)} />
    </Page>
  );
}

function Numbers({ group }: { group: GroupValue }) {
  const t = useText();
  return (
    <div className="hy-metrics">
      <MetricCard label={t("communities:customers")} value={<Count value={group.customers} />} />
      <MetricCard label={t("communities:members")} value={<Count value={group.members} />} />
      <MetricCard label={t("communities:joinedToday")} value={<Count value={group.joined_today} />} />
      <MetricCard label={t("communities:leftToday")} value={<Count value={group.left_today} />} />
    </div>
  );
}

function Facts({ group }: { group: GroupValue }) {
  const t = useText();
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("communities:facts")}</h2>
        <GroupState state={group.state} />
      </div>
      <dl className="hy-card-body hy-group-facts">
        <dt>{t("communities:owner")}</dt>
        <dd>{group.owner?.name ?? "—"}</dd>
        <dt>{t("communities:store")}</dt>
        <dd>{group.store?.name ?? "—"}</dd>
        <dt>{t("communities:notice")}</dt>
        <dd>{group.notice || <span className="hy-quiet">{t("communities:noNotice")}</span>}</dd>
        <dt>{t("communities:created")}</dt>
        <dd>
          <When at={group.created_at} />
        </dd>
        <dt>{t("communities:read")}</dt>
        <dd>
          <When at={group.read_at} />
        </dd>
      </dl>
    </section>
  );
}
