import { useText } from "@/i18n";
import type { Column } from "@/ui/DataTable";
import { Money } from "@/ui/Money";
import { When } from "@/ui/When";
import type { What } from "../model";
import { PayState } from "./PayState";
import { Whom } from "./Whom";

interface Common {
  number: string;
  created_at: string;
}

/** Columns that lists of money have in common. */
export function useCommonColumns() {
  const t = useText();
  return {
    number: <Row extends { number: string }>(): Column<Row> => ({
      key: "number",
      title: t("payments:number"),
      width: 220,
      always: true,
      render: (row) => <span className="hy-mono hy-pay-number">{row.number}</span>,
    }),
    state: <Row,>(what: What, stateOf: (row: Row) => string): Column<Row> => ({
      key: "state",
      title: t("payments:state"),
      width: 120,
      render: (row) => <PayState what={what} state={stateOf(row)} />,
    }),
    whom: <Row extends { person_id?: number | null; person_name?: string | null }>(
      title: string,
    ): Column<Row> => ({
      key: "whom",
      title,
      width: 140,
      render: (row) => <Whom line={row} />,
    }),
    amount: <Row,>(key: string, title: string, of: (row: Row) => number): Column<Row> => ({
      key,
      title,
      width: 110,
      number: true,
      render: (row) => <Money fen={of(row)} />,
    }),
    created: <Row extends Common>(): Column<Row> => ({
      key: "created_at",
      title: t("payments:created"),
      width: 120,
      render: (row) => <When at={row.created_at} />,
    }),
  };
}
