import { useMemo } from "react";
import { Link } from "react-router";
import { type Bilingual, useLabel, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { type FilterField, filterNames } from "@/ui/filterFields";
import { type Filters, useFilters } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { EventKind } from "../model";
import { EventName } from "../parts/EventName";
import { EventTabs } from "../parts/EventTabs";
import { PropertyTable } from "../parts/PropertyTable";
import { useCatalog } from "../queries";

function matches(kind: EventKind, values: Filters): boolean {
  if (values.group && kind.group.key !== values.group) return false;
  if (values.seen === "yes" && !kind.count) return false;
  if (values.seen === "no" && kind.count) return false;
  if (values.verified && kind.verified !== (values.verified === "yes")) return false;
  if (!values.q) return true;
  const words = [
    kind.name,
    kind.label.zh,
    kind.label.en,
    ...kind.properties.flatMap((p) => [p.name, p.label.zh]),
  ];
  return words.join(" ").toLowerCase().includes(values.q.toLowerCase());
}

/** What has happened comes first, then the rest by name. */
const byUse = (a: EventKind, b: EventKind) => b.count - a.count || a.name.localeCompare(b.name);

function useFields(kinds: EventKind[]): FilterField[] {
  const t = useText();
  const label = useLabel();
  return useMemo(() => {
    const groups = new Map<string, Bilingual>(kinds.map((kind) => [kind.group.key, kind.group]));
    const yesNo = (yes: string, no: string) => [
      { value: "yes", label: yes },
      { value: "no", label: no },
    ];
    return [
      {
        key: "group",
        kind: "choice",
        label: t("events:group"),
        options: [...groups].map(([value, name]) => ({ value, label: label(name) })),
      },
      {
        key: "seen",
        kind: "choice",
        label: t("events:seen"),
        options: yesNo(t("events:seenYes"), t("events:seenNo")),
      },
      {
        key: "verified",
        kind: "choice",
        label: t("events:source"),
        options: yesNo(t("events:builtin"), t("events:unverified")),
      },
    ];
  }, [kinds, t, label]);
}

export default function Catalog() {
  const t = useText();
  const query = useCatalog();
  const kinds = query.data?.items ?? [];
  const fields = useFields(kinds);
  const state = useFilters([...filterNames(fields), "q"]);
  const rows = kinds.filter((kind) => matches(kind, state.values)).sort(byUse);
  const columns = useColumns();
  return (
    <Page title={t("events:title")} purpose={t("events:purpose")} bar={<EventTabs />}>
      <FilterBar fields={fields} state={state} search={t("events:search")} />
      <DataTable
        name="events"
        label={t("events:title")}
        columns={columns}
        query={{ ...query, data: query.data && { items: rows } }}
        rowKey={(kind) => kind.name}
        expand={(kind) => <PropertyTable kind={kind} />}
        empty={<EmptyState title={t("events:none")} reason={t("events:noneWhy")} />}
      />
    </Page>
  );
}

function useColumns(): Column<EventKind>[] {
  const t = useText();
  const label = useLabel();
  return [
    {
      key: "name",
      title: t("events:event"),
      width: 300,
      always: true,
      render: (kind) => <EventName kind={kind} />,
    },
    { key: "group", title: t("events:group"), width: 150, render: (kind) => label(kind.group) },
    {
      key: "count",
      title: t("events:count"),
      width: 120,
      number: true,
      render: (kind) => <Count value={kind.count} />,
    },
    {
      key: "last",
      title: t("events:last"),
      width: 140,
      render: (kind) => <When at={kind.last_seen_at} none={t("events:never")} />,
    },
    {
      key: "properties",
      title: t("events:properties"),
      width: 100,
      number: true,
      render: (kind) => <Count value={kind.properties.length} />,
    },
    {
      key: "live",
      title: "",
      width: 110,
      render: (kind) =>
        kind.count > 0 && <Link to={`/events/live?event=${kind.name}`}>{t("events:watch")}</Link>,
    },
  ];
}
