import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown, type MenuProps, Pagination, Table, type TableProps } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useText } from "@/i18n";
import { Count } from "./Count";
import { FailureState } from "./FailureState";
import { type ListState, PAGE_SIZES } from "./listState";
import { SelectionBar } from "./SelectionBar";
import { TableSkeleton } from "./Skeletons";
import { TableSettingsMenu } from "./TableSettingsMenu";
import { useTableKeys } from "./tableKeys";
import { useTableSettings } from "./tableSettings";
import { useIsPhone } from "./useIsPhone";
import "./data-table.css";

export interface Column<Row> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  width?: number;
  /** Numbers stand right-aligned. */
  number?: boolean;
  /** The server's name for sorting by this column; `true` when it is the key. */
  sort?: string | true;
  /** Not shown until chosen. */
  hidden?: boolean;
  /** Cannot be hidden: the name of the thing. It also stays in view when the table scrolls sideways. */
  always?: boolean;
}

interface Answer<Row> {
  data?: { items: Row[]; total?: number };
  error: unknown;
  isPending: boolean;
  isFetching: boolean;
  refetch: () => unknown;
}

interface Props<Row> {
  /** Under this name the reader's columns and density are remembered. */
  name: string;
  /** What a screen reader calls the table. */
  label: string;
  columns: Column<Row>[];
  query: Answer<Row>;
  rowKey: (row: Row) => string | number;
  /** From `useListState`; without it all rows are shown unpaged. */
  list?: ListState;
  onOpen?: (row: Row) => void;
  rowActions?: (row: Row) => MenuProps["items"];
  /** Buttons shown while rows are selected. */
  bulk?: (rows: Row[], clear: () => void) => ReactNode;
  empty: ReactNode;
  /** How a row looks on a phone; without it the table scrolls sideways in its frame. */
  phone?: (row: Row) => ReactNode;
  /** Left end of the line above the table, after the total. */
  note?: ReactNode;
  expand?: (row: Row) => ReactNode;
}

const SIZES = { airy: "large", normal: "middle", tight: "small" } as const;
const VIRTUAL_FROM = 100;
const COLUMN_WIDTH = 140;

export function DataTable<Row extends object>(props: Props<Row>) {
  const { name, columns, query, rowKey, list, onOpen, rowActions, bulk, phone } = props;
  const t = useText();
  const isPhone = useIsPhone();
  const [settings, change] = useTableSettings(name);
  const [chosen, setChosen] = useState<Map<string | number, Row>>(new Map());
  const rows = query.data?.items ?? [];
  const total = query.data?.total ?? rows.length;
  const clear = () => setChosen(new Map());
  const place = list ? `${list.offset}/${list.limit}/${list.sort}` : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page or order drops the selection
  useEffect(clear, [place]);

  const toggle = (row: Row) =>
    setChosen((now) => {
      const next = new Map(now);
      next.delete(rowKey(row)) || next.set(rowKey(row), row);
      return next;
    });
  const at = useTableKeys({
    rows: rows.length,
    open: (index) => rows[index] && onOpen?.(rows[index]),
    toggle: bulk ? (index) => rows[index] && toggle(rows[index]) : undefined,
  });

  if (query.isPending) return <TableSkeleton columns={Math.min(columns.length, 6)} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  if (!rows.length && !(list && list.page > 1)) return <div className="hy-card">{props.empty}</div>;

  const shown = settings.shown ?? columns.filter((column) => !column.hidden).map((column) => column.key);
  const visible = columns.filter((column) => column.always || shown.includes(column.key));
  const head = (
    <div className="hy-table-head">
      <span className="hy-table-total">
        {t("ui:table.total")} <Count value={total} exact /> {props.note}
      </span>
      {!(phone && isPhone) && (
        <TableSettingsMenu columns={columns} shown={shown} settings={settings} onChange={change} />
      )}
    </div>
  );
  const foot = list && total > Math.min(list.size, PAGE_SIZES[0] ?? 20) && (
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
  if (phone && isPhone) {
    return (
      <div>
        {head}
        <ul className="hy-card hy-phone-rows" aria-label={props.label}>
          {rows.map((row) => (
            <li key={rowKey(row)}>{phone(row)}</li>
          ))}
        </ul>
        {foot}
      </div>
    );
  }
  const actions: Column<Row>[] = rowActions
    ? [{ key: "·", title: "", width: 48, render: (row) => <RowMenu items={rowActions(row)} /> }]
    : [];
  const virtual = rows.length > VIRTUAL_FROM;
  const width = [...visible, ...actions].reduce(
    (sum, column) => sum + (column.width ?? COLUMN_WIDTH),
    bulk ? 40 : 0,
  );
  return (
    <div className="hy-table" data-busy={query.isFetching}>
      {head}
      <div className="hy-card hy-table-frame">
        <Table<Row>
          aria-label={props.label}
          columns={[...visible, ...actions].map((column) => antdColumn(column, list?.sort))}
          dataSource={rows}
          rowKey={(row) => rowKey(row)}
          size={SIZES[settings.density]}
          pagination={false}
          virtual={virtual}
          scroll={virtual ? { x: width, y: Math.max(360, window.innerHeight - 290) } : { x: width }}
          sticky={virtual ? undefined : { offsetHeader: 48 }}
          rowSelection={
            bulk && {
              selectedRowKeys: [...chosen.keys()],
              onChange: (_, selected) => setChosen(new Map(selected.map((row) => [rowKey(row), row]))),
              columnWidth: 40,
              getTitleCheckboxProps: () => ({ "aria-label": t("ui:table.selectAll") }),
              getCheckboxProps: () => ({ "aria-label": t("ui:table.select") }),
            }
          }
          expandable={props.expand && { expandedRowRender: props.expand, expandRowByClick: !onOpen }}
          rowClassName={(_, index) => `${onOpen ? "hy-row-open" : ""} ${index === at ? "hy-row-at" : ""}`}
          onRow={(row) => ({ onClick: (event) => onOpen && !isControl(event.target) && onOpen(row) })}
          onChange={(_, __, sorter) => list?.sortBy(sortName(sorter))}
        />
      </div>
      {foot}
      {bulk && chosen.size > 0 && (
        <SelectionBar label={t("ui:table.bulk")} text={t("ui:table.chosen", { n: chosen.size })}>
          {bulk([...chosen.values()], clear)}
          <Button type="text" size="small" onClick={clear}>
            {t("ui:table.clear")}
          </Button>
        </SelectionBar>
      )}
    </div>
  );
}

function isControl(target: EventTarget): boolean {
  const text = window.getSelection()?.toString();
  return !!text || (target as HTMLElement).closest("a, button, input, label, .ant-checkbox-wrapper") !== null;
}

function antdColumn<Row>(column: Column<Row>, sort: string | undefined) {
  const name = column.sort === true ? column.key : column.sort;
  const order = !name || !sort ? null : sort === name ? "ascend" : sort === `-${name}` ? "descend" : null;
  return {
    key: name ?? column.key,
    title: column.title,
    width: column.width ?? COLUMN_WIDTH,
    className: column.number ? "hy-col-number" : undefined,
    align: column.number ? ("right" as const) : undefined,
    fixed: column.always ? ("start" as const) : undefined,
    ellipsis: !column.number && column.key !== "·",
    sorter: !!name,
    sortOrder: order as "ascend" | "descend" | null,
    sortDirections: ["descend" as const, "ascend" as const],
    render: (_: unknown, row: Row) => column.render(row),
  };
}

function sortName<Row>(sorter: Parameters<NonNullable<TableProps<Row>["onChange"]>>[2]): string {
  const one = Array.isArray(sorter) ? sorter[0] : sorter;
  if (!one?.order) return "";
  return one.order === "descend" ? `-${String(one.columnKey)}` : String(one.columnKey);
}

function RowMenu({ items }: { items: MenuProps["items"] }) {
  const t = useText();
  if (!items?.length) return null;
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button
        className="hy-row-menu"
        type="text"
        size="small"
        icon={<EllipsisOutlined />}
        aria-label={t("ui:more")}
      />
    </Dropdown>
  );
}
