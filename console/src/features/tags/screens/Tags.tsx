import { Button, Segmented } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { FilterBar } from "@/ui/FilterBar";
import { useFilters } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { CardsSkeleton } from "@/ui/Skeletons";
import { narrowed, placed, type TagGroup, type TagStatus } from "../model";
import { GroupCard } from "../parts/GroupCard";
import { GroupDrawer } from "../parts/GroupDrawer";
import { TagDrawer } from "../parts/TagDrawer";
import { TagTabs } from "../parts/TagTabs";
import { useTagGroups } from "../queries";

const STATUSES: TagStatus[] = ["active", "archived"];

/** All tags by group: what there is, who wears it, what keeps itself up to date. */
export default function Tags() {
  const t = useText();
  const may = useMay();
  const query = useTagGroups();
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t("tags:title")}
      purpose={t("tags:purpose")}
      bar={<TagTabs />}
      action={
        may("tags.write") && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t("tags:group.add")}
          </Button>
        )
      }
    >
      {query.isPending ? (
        <CardsSkeleton />
      ) : query.data ? (
        <Groups groups={query.data.items} onAdd={() => setAdding(true)} />
      ) : (
        <FailureState error={query.error} onRetry={query.refetch} />
      )}
      <GroupDrawer open={adding} group={null} onClose={() => setAdding(false)} />
    </Page>
  );
}

function Groups({ groups, onAdd }: { groups: TagGroup[]; onAdd: () => void }) {
  const t = useText();
  const may = useMay();
  const filters = useFilters(["q", "status"]);
  const [editing, setEditing] = useState<TagGroup | null>(null);
  const [addingTo, setAddingTo] = useState<TagGroup | null>(null);
  const status: TagStatus = filters.values.status === "archived" ? "archived" : "active";
  const archived = placed(groups).filter((tag) => tag.status === "archived").length;
  const shown = narrowed(groups, filters.values.q ?? "", status);
  if (!groups.length) {
    return (
      <div className="hy-card">
        <EmptyState
          title={t("tags:none")}
          reason={t("tags:noneWhy")}
          action={may("tags.write") && <Button onClick={onAdd}>{t("tags:group.add")}</Button>}
        />
      </div>
    );
  }
  return (
    <>
      <FilterBar
        fields={[]}
        state={filters}
        search={t("tags:search")}
        extra={
          <Segmented
            size="small"
            value={status}
            aria-label={t("tags:status")}
            options={STATUSES.map((value) => ({
              value,
              label: t(`tags:statuses.${value}`, { n: archived }),
            }))}
            onChange={(next) => filters.set({ status: next === "archived" ? "archived" : null })}
          />
        }
      />
      {shown.map((group) => (
        <GroupCard
          key={group.id}
          group={group}
          onEdit={() => setEditing(group)}
          onAddTag={() => setAddingTo(group)}
        />
      ))}
      {!shown.length && (
        <div className="hy-card">
          <EmptyState
            title={t(filters.values.q ? "tags:noMatch" : "tags:noArchived")}
            reason={t(filters.values.q ? "tags:noMatchWhy" : "tags:noArchivedWhy")}
            action={<Button onClick={filters.reset}>{t("ui:reset")}</Button>}
          />
        </div>
      )}
      <GroupDrawer open={editing !== null} group={editing} onClose={() => setEditing(null)} />
      <TagDrawer
        open={addingTo !== null}
        tag={null}
        groups={groups}
        group={addingTo}
        onClose={() => setAddingTo(null)}
      />
    </>
  );
}
