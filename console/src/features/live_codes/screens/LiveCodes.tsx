import { Button, Tooltip } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { ChannelName } from "@/ui/ChannelName";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import type { FilterField } from "@/ui/filterFields";
import { useFilters, useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { TagChips } from "@/ui/TagChips";
import { When } from "@/ui/When";
import { type LiveCode, STATUSES } from "../model";
import { CodeCard } from "../parts/CodeCard";
import { CodeDrawer } from "../parts/CodeDrawer";
import { CodeStatus } from "../parts/CodeStatus";
import { StaffBehind } from "../parts/StaffBehind";
import { useLiveCodes } from "../queries";

export default function LiveCodes() {
  const t = useText();
  const mayWrite = useMay()("live_codes.write");
  const navigate = useNavigate();
  const list = useListState({ sort: "-created_at" });
  const fields: FilterField[] = [
    {
      key: "status",
      kind: "choice",
      label: t("live_codes:status"),
      options: STATUSES.map((value) => ({ value, label: t(`live_codes:statuses.${value}`) })),
    },
  ];
  const filters = useFilters(["status", "q"]);
  const query = useLiveCodes(list, filters.values);
  const columns = useColumns();
  const [adding, setAdding] = useState(false);
  const open = (code: LiveCode) => void navigate(`/live-codes/${code.id}`);
  const narrowed = Object.keys(filters.values).length > 0;
  const add = (
    <Tooltip title={mayWrite ? undefined : t("live_codes:mayNot")}>
      <Button type="primary" disabled={!mayWrite} onClick={() => setAdding(true)}>
        {t("live_codes:add")}
      </Button>
    </Tooltip>
  );
  return (
    <Page title={t("live_codes:title")} purpose={t("live_codes:purpose")} action={add}>
      <FilterBar fields={fields} state={filters} search={t("live_codes:search")} views="live_codes" />
      <DataTable
        name="live-codes"
        label={t("live_codes:title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(code) => code.id}
        onOpen={open}
        phone={(code) => <CodeCard code={code} />}
        empty={
          narrowed ? (
            <EmptyState
              title={t("live_codes:noMatch")}
              action={<Button onClick={filters.reset}>{t("live_codes:clear")}</Button>}
            />
          ) : (
            <EmptyState
              title={t("live_codes:none")}
              reason={t("live_codes:noneWhy")}
              action={mayWrite && add}
            />
          )
        }
      />
      <CodeDrawer open={adding} code={null} onClose={() => setAdding(false)} onSaved={open} />
    </Page>
  );
}

function useColumns(): Column<LiveCode>[] {
  const t = useText();
  return [
    {
      key: "name",
      title: t("live_codes:name"),
      width: 200,
      always: true,
      sort: true,
      render: (code) => code.name,
    },
    {
      key: "status",
      title: t("live_codes:status"),
      width: 110,
      render: (code) => <CodeStatus status={code.status} />,
    },
    {
      key: "channel",
      title: t("live_codes:channel"),
      width: 130,
      sort: true,
      render: (code) => <ChannelName value={code.channel} />,
    },
    {
      key: "staff",
      title: t("live_codes:staff"),
      width: 220,
      render: (code) => <StaffBehind code={code} />,
    },
    {
      key: "friends",
      title: t("live_codes:friends"),
      width: 100,
      number: true,
      render: (code) => <Count value={code.friends} />,
    },
    {
      key: "today",
      title: t("live_codes:today"),
      width: 100,
      number: true,
      render: (code) => <Count value={code.friends_today} />,
    },
    {
      key: "tags",
      title: t("live_codes:tags"),
      width: 180,
      render: (code) => <TagChips tags={code.tags} max={2} />,
    },
    {
      key: "created_at",
      title: t("live_codes:created"),
      width: 120,
      sort: true,
      render: (code) => <When at={code.created_at} />,
    },
  ];
}
