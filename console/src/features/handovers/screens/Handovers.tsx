import { ReloadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Corp, CorpSwitch, OfCorp, useCorp } from "@/ui/corps";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import type { FilterField } from "@/ui/filterFields";
import { type FilterState, useFilters, useListState } from "@/ui/listState";
import { MetricCard } from "@/ui/MetricCard";
import { Page } from "@/ui/Page";
import { PersonChip } from "@/ui/PersonChip";
import { useStaff } from "@/ui/StaffPicker";
import { When } from "@/ui/When";
import { type Handover, type HandoverPage, STATES, SUMS, sumOf } from "../model";
import { HandoverDrawer } from "../parts/HandoverDrawer";
import { HandoverLine } from "../parts/HandoverLine";
import { HandoverState, Reason } from "../parts/HandoverState";
import { HandoverTabs } from "../parts/HandoverTabs";
import { useHandovers, useLookNow } from "../queries";

/** Customers on their way from one member of staff to another, and what became of them. */
export default function Handovers() {
  const t = useText();
  const corp = useCorp();
  const mayWrite = useMay()("stores.write");
  const [adding, setAdding] = useState(false);
  const add = mayWrite && corp && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("handovers:add")}
    </Button>
  );
  return (
    <Page
      title={t("handovers:title")}
      purpose={t("handovers:purpose")}
      extra={<CorpSwitch />}
      action={add}
      bar={<HandoverTabs />}
    >
      <OfCorp>
        {(chosen) => (
          <>
            <List corp={chosen} add={add} />
            {mayWrite && <HandoverDrawer open={adding} corp={chosen} onClose={() => setAdding(false)} />}
          </>
        )}
      </OfCorp>
    </Page>
  );
}

function List({ corp, add }: { corp: Corp; add: React.ReactNode }) {
  const t = useText();
  const list = useListState();
  const filters = useFilters(["state", "handover"]);
  const query = useHandovers(list, filters.values);
  const staff = useStaff({ account: corp.account }).data?.items ?? [];
  const fields: FilterField[] = [
    {
      key: "state",
      kind: "choice",
      label: t("handovers:state"),
      options: STATES.map((value) => ({ value, label: t(`handovers:states.${value}`) })),
    },
    {
      key: "handover",
      kind: "choice",
      label: t("handovers:from"),
      options: staff.map(({ userid, name }) => ({ value: userid, label: name })),
    },
  ];
  const narrowed = Object.keys(filters.values).length > 0;
  return (
    <>
      {query.data && <Sums page={query.data} />}
      <FilterBar fields={fields} state={filters} extra={query.data && <LookNow page={query.data} />} />
      <DataTable
        name="handovers"
        label={t("handovers:title")}
        columns={useColumns()}
        query={query}
        list={list}
        rowKey={(one) => one.id}
        phone={(one) => <HandoverLine handover={one} />}
        empty={narrowed ? <NoMatch filters={filters} /> : <None add={add} />}
      />
    </>
  );
}

function Sums({ page }: { page: HandoverPage }) {
  const t = useText();
  if (!Object.keys(page.states).length) return null;
  return (
    <div className="hy-metrics">
      {Object.entries(SUMS).map(([name, states]) => (
        <MetricCard
          key={name}
          label={t(`handovers:sums.${name}`)}
          value={<Count value={sumOf(page.states, states)} />}
        />
      ))}
    </div>
  );
}

/** Results come by themselves within a day; somebody may not want to wait for the next look. */
function LookNow({ page }: { page: HandoverPage }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const look = useLookNow();
  if (!useMay()("stores.write") || !sumOf(page.states, ["waiting"])) return null;
  return (
    <Button
      size="small"
      icon={<ReloadOutlined />}
      loading={look.isPending}
      onClick={() =>
        look.mutate(undefined, {
          onSuccess: () => void message.success(t("handovers:look.asked")),
          onError: (error) => void message.error(asRefusal(error).text(language)),
        })
      }
    >
      {t("handovers:look.do")}
    </Button>
  );
}

function NoMatch({ filters }: { filters: FilterState }) {
  const t = useText();
  return (
    <EmptyState
      title={t("handovers:noMatch")}
      action={<Button onClick={filters.reset}>{t("ui:reset")}</Button>}
    />
  );
}

function None({ add }: { add: React.ReactNode }) {
  const t = useText();
  return <EmptyState title={t("handovers:none")} reason={t("handovers:noneWhy")} action={add} />;
}

function useColumns(): Column<Handover>[] {
  const t = useText();
  return [
    {
      key: "customer",
      title: t("handovers:customer"),
      width: 180,
      always: true,
      render: (one) => <PersonChip id={one.person_id} name={one.name} size="small" />,
    },
    {
      key: "state",
      title: t("handovers:state"),
      width: 120,
      render: (one) => <HandoverState state={one.state} />,
    },
    { key: "from", title: t("handovers:from"), width: 120, render: (one) => one.handover_name },
    { key: "to", title: t("handovers:to"), width: 120, render: (one) => one.takeover_name },
    {
      key: "kind",
      title: t("handovers:kind"),
      width: 110,
      render: (one) => t(one.resigned ? "handovers:kinds.resigned" : "handovers:kinds.onJob"),
    },
    { key: "reason", title: t("handovers:reason"), width: 280, render: (one) => <Reason handover={one} /> },
    { key: "asked", title: t("handovers:asked"), width: 120, render: (one) => <When at={one.asked_at} /> },
    {
      key: "settled",
      title: t("handovers:settled"),
      width: 120,
      render: (one) => (one.settled_at ? <When at={one.settled_at} /> : <span className="hy-quiet">—</span>),
    },
  ];
}
