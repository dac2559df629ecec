import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { dayIn } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import type { FilterField } from "@/ui/filterFields";
import { useFilters } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { lastDays, PeriodPicker } from "@/ui/PeriodPicker";
import { useStaff } from "@/ui/StaffPicker";
import { AVERAGES, MEASURES, type Measure, overall, type StaffFigures } from "../model";
import { FigureDays } from "../parts/FigureDays";
import { ReadNow } from "../parts/ReadNow";
import { WorkTabs } from "../parts/WorkTabs";
import { useStaffFigures } from "../queries";

const DEFAULT_DAYS = 30;

/** How staff serve their customers, by day and by member, as WeCom counts. */
export default function Figures() {
  const t = useText();
  const filters = useFilters(["from", "to", "staff"]);
  const usual = lastDays(DEFAULT_DAYS, dayIn(useTimezone()));
  const period = { from: filters.values.from ?? usual.from, to: filters.values.to ?? usual.to };
  const staff = Number(filters.values.staff) || undefined;
  const query = useStaffFigures(period, staff);
  const members = useStaff({}, useMay()("stores.read")).data?.items ?? [];
  const dressed = useDress();
  const fields: FilterField[] = [
    {
      key: "staff",
      kind: "choice",
      label: t("staff_work:member"),
      options: members.map(({ id, name }) => ({ value: String(id), label: name })),
    },
  ];
  const days = query.data?.days ?? [];
  return (
    <Page
      title={t("staff_work:figures.title")}
      purpose={t("staff_work:figures.purpose")}
      extra={<PeriodPicker value={period} onChange={({ from, to }) => filters.set({ from, to })} />}
      bar={<WorkTabs />}
    >
      {members.length > 0 && <FilterBar fields={fields} state={filters} />}
      {days.length > 0 && (
        <FigureDays
          measures={MEASURES.map((key) => ({
            key,
            label: t(`staff_work:figures.${key}`),
            value: overall(days, key),
            level: AVERAGES.includes(key),
            format: dressed(key),
          }))}
          days={days}
          period={period}
        />
      )}
      <DataTable
        name="staff-figures"
        label={t("staff_work:figures.title")}
        columns={useColumns()}
        query={query}
        rowKey={(one) => `${one.account}/${one.userid}`}
        onOpen={(one) => one.staff_id !== null && filters.set({ staff: String(one.staff_id) })}
        note={t("staff_work:figures.note")}
        empty={
          <EmptyState
            title={t("staff_work:figures.none")}
            reason={t("staff_work:figures.noneWhy")}
            action={<ReadNow />}
          />
        }
      />
    </Page>
  );
}

/** Shares and minutes are no counts. */
function useDress() {
  const t = useText();
  return (measure: Measure): ((value: number) => string) | undefined => {
    if (measure === "reply_percentage") return (value) => `${value.toFixed(1)}%`;
    if (measure === "reply_minutes") return (value) => t("staff_work:minutes", { n: value.toFixed(1) });
    return undefined;
  };
}

function useColumns(): Column<StaffFigures>[] {
  const t = useText();
  const dressed = useDress();
  return [
    {
      key: "name",
      title: t("staff_work:member"),
      width: 160,
      always: true,
      render: (one) => one.name ?? one.userid,
    },
    {
      key: "store",
      title: t("staff_work:store"),
      width: 140,
      render: (one) => one.store_name ?? <span className="hy-quiet">—</span>,
    },
    ...MEASURES.map((key) => ({
      key,
      title: t(`staff_work:figures.${key}`),
      width: 110,
      number: true,
      render: (one: StaffFigures) => {
        const value = one[key];
        const format = dressed(key);
        if (!format || value === null) return <Count value={value} />;
        return <span className="hy-num">{format(value)}</span>;
      },
    })),
  ];
}
