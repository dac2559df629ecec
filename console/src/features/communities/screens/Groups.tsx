import { Button } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import type { FilterField } from "@/ui/filterFields";
import { useFilters, useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import { type Group, STATES } from "../model";
import { GroupCard } from "../parts/GroupCard";
import { GroupState } from "../parts/GroupState";
import { GroupTabs } from "../parts/GroupTabs";
import { OwnerDrawer } from "../parts/OwnerDrawer";
import { useGroups, useStores } from "../queries";

export default function Groups() {
  const t = useText();
  const navigate = useNavigate();
  const list = useListState({ sort: "-created_at" });
  const filters = useFilters(["state", "store", "q"]);
  const query = useGroups(list, filters.values);
  const stores = useStores();
  const mayGive = useMay()("communities.write");
  const [given, setGiven] = useState<{ groups: Group[]; clear: () => void } | null>(null);
  const fields: FilterField[] = [
    {
      key: "state",
      kind: "choice",
      label: t("communities:state"),
      options: STATES.map((value) => ({ value, label: t(`communities:states.${value}`) })),
    },
  ];
  if (stores.length) {
    fields.push({
      key: "store",
      kind: "choice",
      label: t("communities:store"),
      options: stores.map(({ id, name }) => ({ value: String(id), label: name })),
    });
  }
  const narrowed = Object.keys(filters.values).length > 0;
  return (
    <Page title={t("communities:title")} purpose={t("communities:purpose")} bar={<GroupTabs />}>
      <FilterBar fields={fields} state={filters} search={t("communities:search")} views="communities" />
      <DataTable
        name="groups"
        label={t("communities:title")}
        columns={useColumns()}
        query={query}
        list={list}
        rowKey={(group) => group.id}
        onOpen={(group) => void navigate(`/groups/${group.id}`)}
        phone={(group) => <GroupCard group={group} />}
        bulk={
          mayGive
            ? (groups, clear) => (
                <Button size="small" onClick={() => setGiven({ groups, clear })}>
                  {t("communities:give.title")}
                </Button>
              )
            : undefined
        }
        empty={narrowed ? <NoMatch onClear={filters.reset} /> : <None />}
      />
      <OwnerDrawer groups={given?.groups ?? null} onClose={() => setGiven(null)} onDone={given?.clear} />
    </Page>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const t = useText();
  return (
    <EmptyState
      title={t("communities:noMatch")}
      action={<Button onClick={onClear}>{t("communities:clear")}</Button>}
    />
  );
}

function None() {
  const t = useText();
  const may = useMay()("connections.read");
  return (
    <EmptyState
      title={t("communities:none")}
      reason={t("communities:noneWhy")}
      action={may && <Link to="/settings/connections">{t("communities:connect")}</Link>}
    />
  );
}

function useColumns(): Column<Group>[] {
  const t = useText();
  const number = (
    key: "customers" | "members" | "joined_today" | "left_today",
    title: string,
    sort?: true,
  ) => ({
    key,
    title,
    width: 100,
    number: true,
    sort,
    render: (group: Group) => <Count value={group[key]} />,
  });
  return [
    {
      key: "name",
      title: t("communities:name"),
      width: 220,
      always: true,
      sort: true,
      render: (group) => group.name || t("communities:unnamed"),
    },
    {
      key: "state",
      title: t("communities:state"),
      width: 110,
      render: (group) => <GroupState state={group.state} />,
    },
    {
      key: "owner",
      title: t("communities:owner"),
      width: 120,
      render: (group) => group.owner?.name ?? "—",
    },
    {
      key: "store",
      title: t("communities:store"),
      width: 140,
      render: (group) => group.store?.name ?? "—",
    },
    number("customers", t("communities:customers"), true),
    number("members", t("communities:members"), true),
    number("joined_today", t("communities:joinedToday")),
    number("left_today", t("communities:leftToday")),
    {
      key: "created_at",
      title: t("communities:created"),
      width: 120,
      sort: true,
      render: (group) => <When at={group.created_at} />,
    },
  ];
}
