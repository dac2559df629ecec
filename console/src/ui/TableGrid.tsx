import { Table, type TableProps } from "antd";
import { type MouseEvent, type RefObject, useEffect, useRef } from "react";
import { useText } from "@/i18n";
import type { ListState } from "./listState";
import { RowMenu } from "./RowCard";
import type { Column, RowUse } from "./tableModel";
import type { Selection } from "./tableSelection";
import type { Density } from "./tableSettings";

interface Props<Row> extends RowUse<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  /** Index of the row the keyboard is on, or -1. */
  at: number;
  density: Density;
  list?: ListState;
  selection: Selection<Row>;
}

const SIZES = { airy: "large", normal: "middle", tight: "small" } as const;
const VIRTUAL_FROM = 150;
const COLUMN_WIDTH = 140;
const NARROW = 48;
/** Top bar, title and filters: what of the window a virtual table does not get. */
const ABOVE_ROWS = 290;
const LEAST_HEIGHT = 360;
const MENU = "·menu";

/** antd's table, as `DataTable` wants it: sorted by the server, sticky, virtual when long. */
export function TableGrid<Row extends object>(props: Props<Row>) {
  const { columns, rows, at, list, rowKey, onOpen, rowActions, bulk, expand } = props;
  const menu: Column<Row>[] = rowActions
    ? [{ key: MENU, title: "", width: NARROW, render: (row) => <RowMenu items={rowActions(row)} /> }]
    : [];
  const all = [...columns, ...menu];
  const x = all.reduce(
    (sum, column) => sum + (column.width ?? COLUMN_WIDTH),
    (bulk ? NARROW : 0) + (expand ? NARROW : 0),
  );
  const virtual = rows.length > VIRTUAL_FROM;
  const frame = useRef<HTMLDivElement>(null);
  useScrollByKeyboard(frame);
  return (
    <div className="hy-card hy-table-frame" ref={frame}>
      <Table<Row>
        aria-label={props.label}
        columns={all.map((column) => antdColumn(column, list?.sort))}
        dataSource={rows}
        rowKey={rowKey}
        size={SIZES[props.density]}
        pagination={false}
        virtual={virtual}
        scroll={virtual ? { x, y: Math.max(LEAST_HEIGHT, window.innerHeight - ABOVE_ROWS) } : { x }}
        sticky={virtual ? undefined : { offsetHeader: NARROW }}
        rowSelection={useRowSelection(props)}
        expandable={expand && { expandedRowRender: expand, expandRowByClick: !onOpen, columnWidth: NARROW }}
        rowClassName={(_, index) => `${onOpen ? "hy-row-open" : ""} ${index === at ? "hy-row-at" : ""}`}
        onRow={(row) => ({ onClick: (event) => onOpen && isOnRow(event) && onOpen(row) })}
        onChange={(_, __, sorter) => list?.sortBy(sortName(sorter))}
      />
    </div>
  );
}

/** A table that is wider than its frame can be reached by Tab, and then moved with the arrow keys. */
function useScrollByKeyboard(frame: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const body = frame.current?.querySelector<HTMLElement>(".ant-table-body, .ant-table-content");
    if (!body) return;
    const look = () => {
      if (body.scrollWidth > body.clientWidth) body.tabIndex = 0;
      else body.removeAttribute("tabindex");
    };
    const watch = new ResizeObserver(look);
    watch.observe(body);
    return () => watch.disconnect();
  }, [frame]);
}

function useRowSelection<Row extends object>({
  bulk,
  selection,
}: Props<Row>): TableProps<Row>["rowSelection"] {
  const t = useText();
  return (
    bulk && {
      selectedRowKeys: [...selection.chosen.keys()],
      onChange: (_, selected) => selection.replace(selected),
      columnWidth: NARROW,
      getTitleCheckboxProps: () => ({ "aria-label": t("ui:table.selectAll") }),
      getCheckboxProps: () => ({ "aria-label": t("ui:table.select") }),
    }
  );
}

const CONTROLS = "a, button, input, label, .ant-checkbox-wrapper";

/** A click on something inside the row, in a menu it opened, or that selected text, is not meant for the row. */
function isOnRow({ target, currentTarget }: MouseEvent<HTMLElement>): boolean {
  const selecting = !!window.getSelection()?.toString();
  const element = target as HTMLElement;
  return !selecting && currentTarget.contains(element) && element.closest(CONTROLS) === null;
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
    ellipsis: !column.number && column.key !== MENU,
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
