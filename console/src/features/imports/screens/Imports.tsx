import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { ImportRun } from "../model";

export default function Imports() {
  const t = useText();
  const list = useListState();
  const paging = { limit: list.limit, offset: list.offset };
  const query = useQuery({
    queryKey: ["imports", paging],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(client.GET("/api/imports", { params: { query: paging }, signal })),
  });
  const columns = useColumns();
  return (
    <Page title={t("imports:title")} purpose={t("imports:purpose")}>
      <DataTable
        name="imports"
        label={t("imports:title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(run) => run.id}
        empty={<EmptyState title={t("imports:none")} reason={t("imports:noneWhy")} />}
      />
    </Page>
  );
}

function useColumns(): Column<ImportRun>[] {
  const t = useText();
  return [
    { key: "file", title: t("imports:file"), width: 240, always: true, render: (run) => run.file_name },
    {
      key: "kind",
      title: t("imports:kind"),
      width: 110,
      render: (run) => t(`imports:kinds.${run.kind}`, { defaultValue: run.kind }),
    },
    {
      key: "status",
      title: t("imports:status"),
      width: 110,
      render: (run) => t(`ui:job.${run.status}`, { defaultValue: run.status }),
    },
    {
      key: "accepted",
      title: t("imports:accepted"),
      width: 110,
      number: true,
      render: (run) => <Count value={run.accepted} />,
    },
    {
      key: "rejected",
      title: t("imports:rejected"),
      width: 110,
      number: true,
      render: (run) => <Count value={run.rejected} />,
    },
    {
      key: "created",
      title: t("imports:created"),
      width: 140,
      render: (run) => <When at={run.created_at} />,
    },
  ];
}
