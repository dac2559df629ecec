import { useState } from "react";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { filterNames } from "@/ui/filterFields";
import { useFilters, useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { Button } from "antd";
import { BulkBar } from "../parts/bulk/BulkBar";
import { type Running, Underway } from "../parts/bulk/Underway";
import { CustomerCard } from "../parts/CustomerCard";
import { CustomerTabs } from "../parts/CustomerTabs";
import { useCustomerColumns } from "../parts/columns";
import { useCustomerFields } from "../parts/fields";
import { useCustomers } from "../queries";

export default function CustomerList() {
  const t = useText();
  const may = useMay();
  const navigate = useNavigate();
  const list = useListState({ sort: "-last_seen_at" });
  const fields = useCustomerFields();
  const filters = useFilters([...filterNames(fields), "q", "stage", "segment", "live_code"]);
  const query = useCustomers(list, filters.values);
  const columns = useCustomerColumns();
  const [running, setRunning] = useState<Running | null>(null);
  const narrowed = Object.keys(filters.values).length > 0;
  return (
    <Page title={t("customers:title")} purpose={t("customers:purpose")} bar={<CustomerTabs />}>
      <FilterBar fields={fields} state={filters} search={t("customers:search")} views="customers" />
      {running && <Underway running={running} onChange={setRunning} />}
      <DataTable
        name="customers"
        label={t("customers:title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/customers/${row.id}`)}
        bulk={
          ["tags.write", "traits.write", "segments.export"].some(may)
            ? (rows, clear) => (
                <BulkBar
                  rows={rows}
                  filter={filters.values}
                  total={query.data?.total ?? 0}
                  onRunning={setRunning}
                  onDone={clear}
                />
              )
            : undefined
        }
        phone={(row) => <CustomerCard row={row} />}
        empty={narrowed ? <NoneMatch onReset={filters.reset} /> : <NoneYet />}
      />
    </Page>
  );
}

function NoneMatch({ onReset }: { onReset: () => void }) {
  const t = useText();
  return (
    <EmptyState
      title={t("customers:none")}
      reason={t("customers:noneWhy")}
      action={<Button onClick={onReset}>{t("customers:resetFilters")}</Button>}
    />
  );
}

function NoneYet() {
  const t = useText();
  const may = useMay();
  const navigate = useNavigate();
  return (
    <EmptyState
      title={t("customers:noneYet")}
      reason={t("customers:noneYetWhy")}
      action={
        may("imports.write") && (
          <Button type="primary" onClick={() => void navigate("/imports")}>
            {t("customers:import")}
          </Button>
        )
      }
    />
  );
}
