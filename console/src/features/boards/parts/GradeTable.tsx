import { useLabel, useText } from "@/i18n";
import { percent } from "@/i18n/format";
import type { Behind } from "@/ui/behind";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { Money } from "@/ui/Money";
import { cellsOf, cellTree, type RfmBoard, type RfmGrade } from "../model";
import { peopleOfCells } from "../queries";

interface Props {
  board: RfmBoard;
  onPeople: (behind: Behind) => void;
}

/** The cells as the few grades people speak of, the one with most revenue first. */
export function GradeTable({ board, onPeople }: Props) {
  const t = useText();
  const label = useLabel();
  const grades = [...board.grades].sort((one, other) => other.revenue - one.revenue);
  const open = (grade: RfmGrade) => {
    const cells = cellsOf(board, grade.key);
    onPeople({ title: label(grade.label), tree: cellTree(cells), page: peopleOfCells(cells) });
  };
  return (
    <DataTable
      name="rfm-grades"
      label={t("boards:rfm.grades")}
      columns={useColumns()}
      query={{
        data: { items: grades },
        error: null,
        isPending: false,
        isFetching: false,
        refetch: () => undefined,
      }}
      rowKey={(grade) => grade.key}
      onOpen={open}
      empty={null}
    />
  );
}

function useColumns(): Column<RfmGrade>[] {
  const t = useText();
  const label = useLabel();
  return [
    {
      key: "grade",
      title: t("boards:rfm.grade"),
      width: 250,
      always: true,
      render: (grade) => (
        <span className="hy-grade">
          <span>{label(grade.label)}</span>
          <small className="hy-quiet">{label(grade.meaning)}</small>
        </span>
      ),
    },
    {
      key: "people",
      title: t("boards:rfm.people"),
      width: 80,
      number: true,
      render: (grade) => <Count value={grade.people} />,
    },
    {
      key: "share_people",
      title: t("boards:rfm.sharePeople"),
      width: 90,
      number: true,
      render: (grade) => percent(grade.share_people),
    },
    {
      key: "revenue",
      title: t("boards:rfm.revenue"),
      width: 120,
      number: true,
      render: (grade) => <Money fen={grade.revenue} />,
    },
    {
      key: "share_revenue",
      title: t("boards:rfm.shareRevenue"),
      width: 90,
      number: true,
      render: (grade) => percent(grade.share_revenue),
    },
    {
      key: "action",
      title: t("boards:rfm.action"),
      width: 380,
      render: (grade) => <span className="hy-grade-action">{label(grade.action)}</span>,
    },
  ];
}
