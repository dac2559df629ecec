import type { MenuProps } from "antd";
import type { ReactNode } from "react";

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

export type RowKey = string | number;

/** What one can do with the rows of a table. */
export interface RowUse<Row> {
  rowKey: (row: Row) => RowKey;
  onOpen?: (row: Row) => void;
  rowActions?: (row: Row) => MenuProps["items"];
  /** Buttons shown while rows are selected. */
  bulk?: (rows: Row[], clear: () => void) => ReactNode;
  /** What a row unfolds to. */
  expand?: (row: Row) => ReactNode;
}
