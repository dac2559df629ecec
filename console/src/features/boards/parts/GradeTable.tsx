import { useLabel, useText } from "@/i18n";
import { percent } from "@/i18n/format";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { Money } from "@/ui/Money";
import type { Behind } from "@/ui/behind";
import { cellTree, type GradeLine, gradeLines, type RfmBoard } from "../model";

interface Props {
  board: RfmBoard;
  onPeople: (behind: Behind) => void;
}

/** The 27 cells as the few grades people speak of. */
export function GradeTable({ board, onPeople }: Props) {
  const t = useText();
  const label = useLabel();
  const gradeOf = (key: string) => board.grades.find((one) => one.key === key);
  const name = (line: GradeLine) => label(gradeOf(line.grade)?.label) || line.grade;
  const action = (line: GradeLine) =>
    label(gradeOf(line.grade)?.action ?? board.cells.find((cell) => cell.grade === line.grade)?.action);
  const columns: Column<GradeLine>[] = [
    { key: "grade", title: t("boards:rfm.grade"), width: 190, always: true, render: name },
    {
      key: "people",
      title: t("boards:rfm.people"),
      width: 110,
      number: true,
      render: (line) => <Count value={line.people} />,
    },
    {
      key: "share_people",
      title: t("boards:rfm.sharePeople"),
      width: 110,
      number: true,
      render: (line) => percent(line.share_people),
    },
    {
      key: "revenue",
      title: t("boards:rfm.revenue"),
      width: 120,
      number: true,
      render: (line) => <Money fen={line.revenue} />,
    },
    {
      key: "share_revenue",
      title: t("boards:rfm.shareRevenue"),
      width: 110,
      number: true,
      render: (line) => percent(line.share_revenue),
    },
    { key: "action", title: t("boards:rfm.action"), width: 420, render: action },
  ];
  return (
    <DataTable
      name="rfm-grades"
      label={t("boards:rfm.grades")}
      columns={columns}
      query={{
        data: { items: gradeLines(board.cells) },
        error: null,
        isPending: false,
        isFetching: false,
        refetch: () => undefined,
      }}
      rowKey={(line) => line.grade}
      onOpen={(line) => onPeople({ title: name(line), tree: cellTree(line.cells) })}
      empty={null}
    />
  );
}
