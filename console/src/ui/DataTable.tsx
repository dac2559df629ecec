import { Button, Pagination } from "antd";
import type { ReactNode } from "react";
import { useText } from "@/i18n";
import { Count } from "./Count";
import { FailureState } from "./FailureState";
import { type ListState, PAGE_SIZES } from "./listState";
import { RowCard } from "./RowCard";
import { SelectionBar } from "./SelectionBar";
import { TableSkeleton } from "./Skeletons";
import { TableGrid } from "./TableGrid";
import { TableSettingsMenu } from "./TableSettingsMenu";
import { useTableKeys } from "./tableKeys";
import type { Column, RowUse } from "./tableModel";
import { type Selection, useSelection } from "./tableSelection";
import { useTableSettings } from "./tableSettings";
import { useIsPhone } from "./useIsPhone";
import "./data-table.css";

export type { Column } from "./tableModel";

interface Answer<Row> {
  data?: { items: Row[]; total?: number };
  error: unknown;
  isPending: boolean;
  isFetching: boolean;
  refetch: () => unknown;
}

interface Props<Row> extends RowUse<Row> {
  /** Under this name the reader's columns and density are remembered. */
  name: string;
  /** What a screen reader calls the table. */
  label: string;
  columns: Column<Row>[];
  query: Answer<Row>;
  /** From `useListState`; without it all rows are shown unpaged. */
  list?: ListState;
  empty: ReactNode;
  /** How a row looks on a phone; without it as a card of its columns. */
  phone?: (row: Row) => ReactNode;
  /** After the total, left above the table. */
  note?: ReactNode;
}

/** A list of the server's: states, keyboard, columns, density, selection, pages. */
export function DataTable<Row extends object>(props: Props<Row>) {
  const { query, list, columns } = props;
  const rows = query.data?.items ?? [];
  const selection = useSelection(props.rowKey, list ? `${list.offset}/${list.limit}/${list.sort}` : "");
  const at = useTableKeys({
    rows: rows.length,
    open: (index) => rows[index] && props.onOpen?.(rows[index]),
    toggle: props.bulk ? (index) => rows[index] && selection.toggle(rows[index]) : undefined,
  });
  if (query.isPending) return <TableSkeleton columns={Math.min(columns.length, 6)} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  if (!rows.length && !(list && list.page > 1)) return <div className="hy-card">{props.empty}</div>;
  return (
    <div className="hy-table" data-busy={query.isFetching}>
      <Rows {...props} rows={rows} total={query.data.total ?? rows.length} at={at} selection={selection} />
      <Pages list={list} total={query.data.total ?? rows.length} />
      <Bulk bulk={props.bulk} selection={selection} />
    </div>
  );
}

interface RowsProps<Row> extends Props<Row> {
  rows: Row[];
  total: number;
  at: number;
  selection: Selection<Row>;
}

function Rows<Row extends object>(props: RowsProps<Row>) {
  const { columns, rows, phone, rowKey } = props;
  const t = useText();
  const isPhone = useIsPhone();
  const [settings, change] = useTableSettings(props.name);
  const shown = settings.shown ?? columns.filter((column) => !column.hidden).map((column) => column.key);
  const visible = columns.filter((column) => column.always || shown.includes(column.key));
  return (
    <>
      <div className="hy-table-head">
        <span className="hy-table-total">
          {t("ui:table.total")} <Count value={props.total} /> {props.note}
        </span>
        {!isPhone && (
          <TableSettingsMenu columns={columns} shown={shown} settings={settings} onChange={change} />
        )}
      </div>
      {isPhone ? (
        <ul className="hy-card hy-phone-rows" aria-label={props.label}>
          {rows.map((row) => (
            <li key={rowKey(row)}>
              {phone ? phone(row) : <RowCard {...props} row={row} columns={visible} />}
            </li>
          ))}
        </ul>
      ) : (
        <TableGrid {...props} columns={visible} density={settings.density} />
      )}
    </>
  );
}

function Pages({ list, total }: { list?: ListState; total: number }) {
  const isPhone = useIsPhone();
  const smallest = PAGE_SIZES[0] ?? list?.size ?? 0;
  if (!list || total <= Math.min(list.size, smallest)) return null;
  return (
    <Pagination
      className="hy-table-pages"
      current={list.page}
      pageSize={list.size}
      total={total}
      pageSizeOptions={PAGE_SIZES}
      showSizeChanger={!isPhone}
      simple={isPhone}
      onChange={list.turnTo}
    />
  );
}

function Bulk<Row>({ bulk, selection }: { bulk: RowUse<Row>["bulk"]; selection: Selection<Row> }) {
  const t = useText();
  const { chosen, clear } = selection;
  if (!bulk || !chosen.size) return null;
  return (
    <SelectionBar label={t("ui:table.bulk")} text={t("ui:table.chosen", { n: chosen.size })}>
      {bulk([...chosen.values()], clear)}
      <Button type="text" size="small" onClick={clear}>
        {t("ui:table.clear")}
      </Button>
    </SelectionBar>
  );
}
