import { useEffect, useState } from "react";
import type { RowKey } from "./tableModel";

export interface Selection<Row> {
  chosen: Map<RowKey, Row>;
  toggle: (row: Row) => void;
  replace: (rows: Row[]) => void;
  clear: () => void;
}

/** The selected rows. Another `place` in the list (page, order) drops them: what is not in view is not acted on. */
export function useSelection<Row>(rowKey: (row: Row) => RowKey, place: string): Selection<Row> {
  const [chosen, setChosen] = useState<Map<RowKey, Row>>(new Map());
  const replace = (rows: Row[]) => setChosen(new Map(rows.map((row) => [rowKey(row), row])));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place is the only reason
  useEffect(() => setChosen(new Map()), [place]);
  return {
    chosen,
    replace,
    clear: () => setChosen(new Map()),
    toggle: (row) =>
      setChosen((now) => {
        const next = new Map(now);
        next.delete(rowKey(row)) || next.set(rowKey(row), row);
        return next;
      }),
  };
}
