import { FigureDays } from "@/features/staff_work/parts/FigureDays";
import { ReadNow } from "@/features/staff_work/parts/ReadNow";
import { useText } from "@/i18n";
import { dayIn } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useFilters } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { lastDays, PeriodPicker } from "@/ui/PeriodPicker";
import { MEASURES, type Measure, type OwnerFigures, overall, SHOWN_MEASURES } from "../model";
import { GroupTabs } from "../parts/GroupTabs";
import { useGroupFigures } from "../wecomQueries";

const DEFAULT_DAYS = 30;

/** How groups live, by day and by owner, as WeCom counts. */
export default function Figures() {
  const t = useText();
  const period = useFilters(["from", "to"]);
  const usual = lastDays(DEFAULT_DAYS, dayIn(useTimezone()));
  const chosen = { from: period.values.from ?? usual.from, to: period.values.to ?? usual.to };
  const query = useGroupFigures(chosen);
  const columns = useColumns();
  const days = query.data?.days ?? [];
  return (
    <Page
      title={t("communities:figures.title")}
      purpose={t("communities:figures.purpose")}
      extra={<PeriodPicker value={chosen} onChange={({ from, to }) => period.set({ from, to })} />}
      bar={<GroupTabs />}
    >
      {days.length > 0 && (
        <FigureDays
          measures={SHOWN_MEASURES.map((key) => ({
            key,
            label: t(`communities:figures.${key}`),
            value: overall(days, key),
            level: key === "group_members",
          }))}
          days={days}
          period={chosen}
        />
      )}
      <DataTable
        name="group-figures"
        label={t("communities:figures.owners")}
        columns={columns}
        query={query}
        rowKey={(one) => `${one.account}/${one.userid}`}
        note={t("communities:figures.ownersNote")}
        empty={
          <EmptyState
            title={t("communities:figures.none")}
            reason={t("communities:figures.noneWhy")}
            action={<ReadNow />}
          />
        }
      />
    </Page>
  );
}

function useColumns(): Column<OwnerFigures>[] {
  const t = useText();
  const number = (key: Measure | "groups" | "groups_new", title: string) => ({
    key,
    title,
    width: 110,
    number: true,
    render: (one: OwnerFigures) => <Count value={one[key]} />,
  });
  return [
    {
      key: "owner",
      title: t("communities:owner"),
      width: 160,
      always: true,
      render: (one) => one.name ?? one.userid,
    },
    {
      key: "store",
      title: t("communities:store"),
      width: 140,
      render: (one) => one.store_name ?? <span className="hy-quiet">—</span>,
    },
    number("groups", t("communities:figures.groups")),
    number("groups_new", t("communities:figures.groups_new")),
    ...MEASURES.map((one) => number(one, t(`communities:figures.${one}`))),
  ];
}
