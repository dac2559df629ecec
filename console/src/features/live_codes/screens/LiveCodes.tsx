import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { LiveCode } from "../model";

export default function LiveCodes() {
  const t = useText();
  const list = useListState();
  const paging = { limit: list.limit, offset: list.offset };
  const query = useQuery({
    queryKey: ["live-codes", paging],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(client.GET("/api/live-codes", { params: { query: paging }, signal })),
  });
  const columns = useColumns();
  return (
    <Page title={t("live_codes:title")} purpose={t("live_codes:purpose")}>
      <DataTable
        name="live-codes"
        label={t("live_codes:title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(code) => code.id}
        empty={<EmptyState title={t("live_codes:none")} reason={t("live_codes:noneWhy")} />}
      />
    </Page>
  );
}

function useColumns(): Column<LiveCode>[] {
  const t = useText();
  return [
    { key: "name", title: t("live_codes:name"), width: 220, always: true, render: (code) => code.name },
    { key: "channel", title: t("live_codes:channel"), width: 140, render: (code) => code.channel ?? "—" },
    {
      key: "staff",
      title: t("live_codes:staff"),
      width: 200,
      render: (code) => code.staff.map((one) => one.name).join("、") || "—",
    },
    {
      key: "friends",
      title: t("live_codes:friends"),
      width: 110,
      number: true,
      render: (code) => <Count value={code.friends} />,
    },
    {
      key: "today",
      title: t("live_codes:today"),
      width: 110,
      number: true,
      render: (code) => <Count value={code.friends_today} />,
    },
    {
      key: "created",
      title: t("live_codes:created"),
      width: 140,
      render: (code) => <When at={code.created_at} />,
    },
  ];
}
