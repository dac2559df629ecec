import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { BulkBar } from "@/features/customers/parts/bulk/BulkBar";
import { type Running, Underway } from "@/features/customers/parts/bulk/Underway";
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

/** Who is in it, as on the customers' own page; each can be asked why, and some changed at once. */
export function Members({ segment, onWhy, note }: Props) {
  const t = useText();
  const may = useMay();
  const navigate = useNavigate();
  const list = useListState({ sort: "-last_seen_at" });
  const query = useMembers(segment.id, list);
  const columns = useCustomerColumns();
  const [running, setRunning] = useState<Running | null>(null);
  return (
    <>
      {running && <Underway running={running} onChange={setRunning} />}
      <DataTable
        name="segment-members"
        label={t("segments:page.members")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/customers/${row.id}`)}
        rowActions={(row) => [{ key: "why", label: t("segments:page.why"), onClick: () => onWhy(row.id) }]}
        bulk={
          may("tags.write") || may("customers.write")
            ? (rows, clear) => (
                <BulkBar
                  rows={rows}
                  filter={{ segment: String(segment.id) }}
                  total={query.data?.total ?? 0}
                  onRunning={setRunning}
                  onDone={clear}
                />
              )
            : undefined
        }
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
    </>
  );
}
