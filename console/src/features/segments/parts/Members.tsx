import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { CustomerCard } from "@/features/customers/parts/CustomerCard";
import { useCustomerColumns } from "@/features/customers/parts/columns";
import { useText } from "@/i18n";
import { DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import type { Segment } from "../model";
import { useMembers } from "../queries";

interface Props {
  segment: Segment;
  onWhy: (person: number) => void;
  note: ReactNode;
}

/** Who is in it, as on the customers' own page; each can be asked why. */
export function Members({ segment, onWhy, note }: Props) {
  const t = useText();
  const navigate = useNavigate();
  const list = useListState({ sort: "-last_seen_at" });
  const query = useMembers(segment.id, list);
  const columns = useCustomerColumns();
  return (
    <DataTable
      name="segment-members"
      label={t("segments:page.members")}
      columns={columns}
      query={query}
      list={list}
      rowKey={(row) => row.id}
      onOpen={(row) => void navigate(`/customers/${row.id}`)}
      rowActions={(row) => [{ key: "why", label: t("segments:page.why"), onClick: () => onWhy(row.id) }]}
      phone={(row) => <CustomerCard row={row} />}
      note={note}
      empty={
        <EmptyState
          small
          title={t("segments:page.noMembers")}
          reason={t("segments:page.noMembersWhy")}
          action={note}
        />
      }
    />
  );
}
