import { useLabel, useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { RejectedEvent } from "../model";
import { EventTabs } from "../parts/EventTabs";
import { useRejected } from "../queries";

export default function Rejected() {
  const t = useText();
  const label = useLabel();
  const list = useListState();
  const query = useRejected(list);
  const columns: Column<RejectedEvent>[] = [
    { key: "at", title: t("events:rejected.at"), width: 130, render: (row) => <When at={row.at} /> },
    {
      key: "event",
      title: t("events:event"),
      width: 180,
      always: true,
      render: (row) => <code>{row.event ?? t("events:rejected.nameless")}</code>,
    },
    { key: "why", title: t("events:rejected.reason"), width: 520, render: (row) => label(row.message) },
    { key: "source", title: t("events:rejected.source"), width: 120, render: (row) => row.source ?? "—" },
    {
      key: "code",
      title: t("events:rejected.code"),
      width: 200,
      hidden: true,
      render: (row) => <code>{row.code}</code>,
    },
  ];
  return (
    <Page title={t("events:rejected.title")} purpose={t("events:rejected.purpose")} bar={<EventTabs />}>
      <DataTable
        name="rejected"
        label={t("events:rejected.title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(row) => row.id}
        expand={(row) => (
          <div>
            <p style={{ margin: "0 0 8px" }}>{label(row.message)}</p>
            <pre className="hy-sample">{JSON.stringify(row.sample, null, 2)}</pre>
          </div>
        )}
        empty={<EmptyState title={t("events:rejected.none")} reason={t("events:rejected.noneWhy")} />}
      />
    </Page>
  );
}
