import { Alert, Button, Tooltip } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { MetricCard } from "@/ui/MetricCard";
import { Page } from "@/ui/Page";
import { RankBars } from "@/ui/RankBars";
import { PageSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import { type PlacedTag, placed, type TagGroup, type UsageLine } from "../model";
import { HistoryCard } from "../parts/HistoryCard";
import { OverlapCard } from "../parts/OverlapCard";
import { SyncCard } from "../parts/SyncCard";
import { sourceText } from "../parts/source";
import { TagActions } from "../parts/TagActions";
import { TagDrawer } from "../parts/TagDrawer";
import { TagFacts } from "../parts/TagFacts";
import { useTagGroups, useUsage } from "../queries";
import "../parts/tags.css";
import "@/ui/person.css";

/** One tag: who wears it, how it came to them, whether it is the same elsewhere, and what was done to it. */
export default function Tag() {
  const t = useText();
  const id = Number(useParams().id);
  const query = useTagGroups();
  const back = { to: "/tags", label: t("tags:title") };
  if (query.isPending) return <PageSkeleton />;
  const groups = query.data?.items ?? [];
  const tag = placed(groups).find((one) => one.id === id);
  if (tag) return <Shown tag={tag} groups={groups} />;
  return (
    <Page title={t("tags:one")} back={back}>
      {query.data ? (
        <EmptyState title={t("tags:gone")} reason={t("tags:goneWhy")} />
      ) : (
        <FailureState error={query.error} onRetry={query.refetch} />
      )}
    </Page>
  );
}

function Shown({ tag, groups }: { tag: PlacedTag; groups: TagGroup[] }) {
  const t = useText();
  const mayWrite = useMay()("tags.write");
  const [editing, setEditing] = useState(false);
  const usage = useUsage().data?.items.find((line) => line.id === tag.id);
  return (
    <Page
      title={tag.name}
      back={{ to: "/tags", label: t("tags:title") }}
      extra={<TagActions tag={tag} groups={groups} />}
      action={
        <Tooltip title={mayWrite ? undefined : t("tags:mayNot")}>
          <Button type="primary" disabled={!mayWrite} onClick={() => setEditing(true)}>
            {t("tags:edit")}
          </Button>
        </Tooltip>
      }
    >
      {tag.status === "archived" && <Alert type="info" showIcon title={t("tags:noArchivedWhy")} />}
      <div className="hy-main-side">
        <div className="hy-stack">
          <div className="hy-metrics">
            <MetricCard
              label={t("tags:people")}
              value={<Count value={tag.people} />}
              to={`/customers?tag=${tag.id}`}
            />
            <MetricCard label={t("tags:usage.given")} value={<Count value={usage?.added_30d ?? 0} />} />
            <MetricCard label={t("tags:usage.taken")} value={<Count value={usage?.removed_30d ?? 0} />} />
            <MetricCard
              label={t("tags:usage.last")}
              value={
                usage?.last_given_at ? <When at={usage.last_given_at} /> : <span className="hy-quiet">—</span>
              }
            />
          </div>
          <HistoryCard id={tag.id} />
        </div>
        <div className="hy-stack">
          <TagFacts tag={tag} />
          <Sources usage={usage} />
          <OverlapCard tag={tag} groups={groups} />
          <SyncCard tag={tag} />
        </div>
      </div>
      <TagDrawer
        open={editing}
        tag={tag}
        group={tag.group}
        groups={groups}
        onClose={() => setEditing(false)}
      />
    </Page>
  );
}

function Sources({ usage }: { usage: UsageLine | undefined }) {
  const t = useText();
  const all = new Map<string, number>();
  for (const { source, people } of usage?.sources ?? []) {
    const name = sourceText(t, source);
    all.set(name, (all.get(name) ?? 0) + people);
  }
  const items = [...all]
    .map(([name, value]) => ({ key: name, label: name, value }))
    .sort((one, other) => other.value - one.value);
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("tags:sources.title")}</h2>
      </div>
      <div className="hy-card-body">
        {items.length ? (
          <RankBars
            label={t("tags:sources.title")}
            items={items}
            format={(value) => <Count value={value} />}
          />
        ) : (
          <span className="hy-quiet">{t("tags:sources.none")}</span>
        )}
      </div>
    </section>
  );
}
