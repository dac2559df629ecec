import { useNavigate } from "react-router";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { type FilterField, filterNames } from "@/ui/filterFields";
import { useFilters, useListState } from "@/ui/listState";
import { Money } from "@/ui/Money";
import { Page } from "@/ui/Page";
import { PersonChip } from "@/ui/PersonChip";
import { TagChips } from "@/ui/TagChips";
import { When } from "@/ui/When";
import type { CustomerRow } from "../model";
import { useCustomers } from "../queries";

export default function CustomerList() {
  const t = useText();
  const navigate = useNavigate();
  const list = useListState({ sort: "-last_seen_at" });
  const fields: FilterField[] = [
    { key: "channel", kind: "text", label: t("customers:channel") },
    { key: "first_seen", kind: "days", label: t("customers:firstSeen") },
    { key: "last_seen", kind: "days", label: t("customers:lastSeen") },
    { key: "orders", kind: "number", label: t("customers:orders") },
    { key: "gmv", kind: "money", label: t("customers:gmv") },
  ];
  const filters = useFilters([...filterNames(fields), "q", "store", "tag", "staff", "stage"]);
  const query = useCustomers(list, filters.values);
  const columns = useColumns();
  return (
    <Page title={t("customers:title")} purpose={t("customers:purpose")}>
      <FilterBar fields={fields} state={filters} search={t("customers:search")} views="customers" />
      <DataTable
        name="customers"
        label={t("customers:title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/customers/${row.id}`)}
        phone={(row) => <CustomerCard row={row} />}
        empty={<EmptyState title={t("customers:none")} reason={t("customers:noneWhy")} />}
      />
    </Page>
  );
}

function CustomerCard({ row }: { row: CustomerRow }) {
  return (
    <div className="hy-stack" style={{ gap: 6 }}>
      <div style={{ display: "flex", justifyContent: "space-between", gap: 8 }}>
        <PersonChip id={row.id} name={row.name} avatar={row.avatar} detail={row.phone_masked} />
        <Money fen={row.gmv} short />
      </div>
      <div style={{ display: "flex", justifyContent: "space-between", gap: 8, fontSize: 12 }}>
        <TagChips tags={row.tags} max={2} />
        <When at={row.last_seen_at} />
      </div>
    </div>
  );
}

function useColumns(): Column<CustomerRow>[] {
  const t = useText();
  return [
    {
      key: "name",
      title: t("customers:customer"),
      width: 220,
      always: true,
      render: (row) => (
        <PersonChip id={row.id} name={row.name} avatar={row.avatar} detail={row.phone_masked} />
      ),
    },
    { key: "channel", title: t("customers:channel"), width: 120, render: (row) => row.channel ?? "—" },
    {
      key: "tags",
      title: t("customers:tags"),
      width: 240,
      render: (row) => <TagChips tags={row.tags} max={2} />,
    },
    {
      key: "friends",
      title: t("customers:friends"),
      width: 160,
      render: (row) => row.friends.map((friend) => friend.name).join("、") || "—",
    },
    {
      key: "orders",
      title: t("customers:orders"),
      width: 90,
      number: true,
      sort: true,
      render: (row) => <Count value={row.orders} />,
    },
    {
      key: "gmv",
      title: t("customers:gmv"),
      width: 130,
      number: true,
      sort: true,
      render: (row) => <Money fen={row.gmv} />,
    },
    {
      key: "last_seen_at",
      title: t("customers:lastSeen"),
      width: 130,
      sort: true,
      render: (row) => <When at={row.last_seen_at} />,
    },
    {
      key: "first_seen_at",
      title: t("customers:firstSeen"),
      width: 130,
      sort: true,
      render: (row) => <When at={row.first_seen_at} />,
    },
  ];
}
