import { Tag } from "antd";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { useFilters, useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import { type ImportRow, KINDS } from "../model";
import { ImportStatus } from "../parts/ImportStatus";
import { UploadCard } from "../parts/UploadCard";
import { useImports } from "../queries";

export default function Imports() {
  const t = useText();
  const may = useMay();
  const navigate = useNavigate();
  const list = useListState({ size: 20 });
  const filters = useFilters(["kind"]);
  const query = useImports(list, filters.values);
  const columns = useColumns();
  const any = !!query.data?.total || !!filters.values.kind;
  return (
    <Page title={t("imports:title")} purpose={t("imports:purpose")}>
      {may("imports.write") && <UploadCard />}
      {any && (
        <FilterBar
          state={filters}
          fields={[
            {
              key: "kind",
              kind: "choice",
              label: t("imports:kind"),
              options: KINDS.map((value) => ({ value, label: t(`imports:kinds.${value}`) })),
            },
          ]}
        />
      )}
      <DataTable
        name="imports"
        label={t("imports:title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(run) => run.id}
        onOpen={(run) => void navigate(`/imports/${run.id}`)}
        phone={(run) => <RunCard run={run} />}
        empty={
          <EmptyState
            small
            title={t("imports:none")}
            reason={t(may("imports.write") ? "imports:noneWhy" : "imports:mayNot")}
          />
        }
      />
    </Page>
  );
}

function RunCard({ run }: { run: ImportRow }) {
  const t = useText();
  const navigate = useNavigate();
  return (
    <button type="button" className="hy-run-card" onClick={() => void navigate(`/imports/${run.id}`)}>
      <span>
        <b>{run.file_name}</b>
        <ImportStatus status={run.status} />
      </span>
      <span className="hy-quiet">
        <span>
          {t(`imports:kinds.${run.kind}`, { defaultValue: run.kind })} · {t("imports:accepted")}{" "}
          <Count value={run.accepted} />
        </span>
        <When at={run.created_at} />
      </span>
    </button>
  );
}

function useColumns(): Column<ImportRow>[] {
  const t = useText();
  return [
    { key: "file", title: t("imports:file"), width: 240, always: true, render: (run) => run.file_name },
    {
      key: "kind",
      title: t("imports:kind"),
      width: 90,
      render: (run) => t(`imports:kinds.${run.kind}`, { defaultValue: run.kind }),
    },
    {
      key: "status",
      title: t("imports:status"),
      width: 130,
      render: (run) => <ImportStatus status={run.status} />,
    },
    {
      key: "rows",
      title: t("imports:rows"),
      width: 100,
      number: true,
      render: (run) => <Count value={run.rows_total} />,
    },
    {
      key: "accepted",
      title: t("imports:accepted"),
      width: 100,
      number: true,
      render: (run) => <Count value={run.accepted} />,
    },
    {
      key: "duplicates",
      title: t("imports:duplicates"),
      width: 100,
      number: true,
      render: (run) => <Count value={run.duplicates} />,
    },
    {
      key: "rejected",
      title: t("imports:rejected"),
      width: 110,
      number: true,
      render: (run) =>
        run.rejected ? (
          <Tag variant="filled" color="error">
            <Count value={run.rejected} />
          </Tag>
        ) : (
          <Count value={0} />
        ),
    },
    { key: "by", title: t("imports:by"), width: 130, render: (run) => run.created_by },
    {
      key: "created",
      title: t("imports:created"),
      width: 120,
      render: (run) => <When at={run.created_at} />,
    },
  ];
}
