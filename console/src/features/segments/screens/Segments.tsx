import { Button, Tooltip } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import type { FilterField } from "@/ui/filterFields";
import { useFilters, useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import type { Segment } from "../model";
import { useSegmentColumns } from "../parts/columns";
import { Library } from "../parts/Library";
import { LoadExample } from "../parts/LoadExample";
import { SegmentCard } from "../parts/SegmentCard";
import { SegmentTabs } from "../parts/SegmentTabs";
import { useSegments } from "../queries";

export default function Segments() {
  const t = useText();
  const navigate = useNavigate();
  const mayWrite = useMay()("segments.write");
  const list = useListState({ sort: "-updated_at" });
  const filters = useFilters(["status", "q"]);
  const query = useSegments(list, filters.values);
  const columns = useSegmentColumns();
  const [library, setLibrary] = useState(false);
  const open = (segment: Segment) => void navigate(`/segments/${segment.id}`);
  const fields: FilterField[] = [
    {
      key: "status",
      kind: "choice",
      label: t("segments:status"),
      options: (["active", "archived"] as const).map((value) => ({
        value,
        label: t(`segments:statuses.${value}`),
      })),
    },
  ];
  return (
    <Page
      title={t("segments:title")}
      purpose={t("segments:purpose")}
      bar={<SegmentTabs />}
      extra={mayWrite && <Button onClick={() => setLibrary(true)}>{t("segments:library.open")}</Button>}
      action={<Add />}
    >
      <FilterBar
        fields={fields}
        state={filters}
        search={t("segments:search")}
        extra={<Link to="/segments/overlap">{t("segments:overlap.title")}</Link>}
      />
      <DataTable
        name="segments"
        label={t("segments:title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(segment) => segment.id}
        onOpen={open}
        phone={(segment) => <SegmentCard segment={segment} onOpen={() => open(segment)} />}
        empty={
          Object.keys(filters.values).length > 0 ? (
            <EmptyState
              title={t("segments:noMatch")}
              action={<Button onClick={filters.reset}>{t("segments:clear")}</Button>}
            />
          ) : (
            <EmptyState
              title={t("segments:none")}
              reason={t("segments:noneWhy")}
              action={
                mayWrite && (
                  <Button type="primary" onClick={() => setLibrary(true)}>
                    {t("segments:library.open")}
                  </Button>
                )
              }
              aside={mayWrite && <LoadExample onLoaded={open} />}
            />
          )
        }
      />
      <Library open={library} onClose={() => setLibrary(false)} />
    </Page>
  );
}

function Add() {
  const t = useText();
  const navigate = useNavigate();
  const mayWrite = useMay()("segments.write");
  return (
    <Tooltip title={mayWrite ? undefined : t("segments:mayNot")}>
      <Button type="primary" disabled={!mayWrite} onClick={() => void navigate("/segments/new")}>
        {t("segments:add")}
      </Button>
    </Tooltip>
  );
}
