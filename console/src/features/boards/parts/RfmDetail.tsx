import { Button } from "antd";
import { useLabel, useText } from "@/i18n";
import { percent } from "@/i18n/format";
import { Count } from "@/ui/Count";
import { Money } from "@/ui/Money";
import { peopleOfCells } from "../queries";
import { useLevelName } from "./RfmGrid";
import type { Behind } from "@/ui/behind";
import { cellTree, codeOf, type RfmBoard, type RfmCell } from "../model";

interface Props {
  board: RfmBoard;
  cell: RfmCell;
  onPeople: (behind: Behind) => void;
}

/** One cell in words: who these people are, what they are worth, what to do. */
export function RfmDetail({ board, cell, onPeople }: Props) {
  const t = useText();
  const label = useLabel();
  const grade = label(board.grades.find((one) => one.key === cell.grade)?.label) || cell.grade;
  const code = codeOf(cell);
  const name = useLevelName(board.scores);
  const levels = [
    `R${cell.r} F${cell.f} M${cell.m}`,
    name("recency", cell.r),
    name("frequency", cell.f),
    name("monetary", cell.m),
  ].join(" · ");
  return (
    <section className="hy-card hy-rfm-detail" aria-live="polite">
      <div className="hy-card-head">
        <h2>
          {grade} <span className="hy-quiet hy-rfm-levels">{levels}</span>
        </h2>
      </div>
      <div className="hy-card-body">
        <dl className="hy-rfm-facts">
          <dt>{t("boards:rfm.people")}</dt>
          <dd>
            <Count value={cell.people} /> <span className="hy-quiet">{percent(cell.share_people)}</span>
          </dd>
          <dt>{t("boards:rfm.revenue")}</dt>
          <dd>
            <Money fen={cell.revenue} /> <span className="hy-quiet">{percent(cell.share_revenue)}</span>
          </dd>
          <dt>{t("boards:rfm.each")}</dt>
          <dd>{cell.people ? <Money fen={Math.round(cell.revenue / cell.people)} /> : "—"}</dd>
        </dl>
        <div>
          <h3>{t("boards:rfm.action")}</h3>
          <p>{label(cell.action)}</p>
        </div>
        <Button
          disabled={!cell.people}
          onClick={() =>
            onPeople({ title: `${grade} ${code}`, tree: cellTree([code]), page: peopleOfCells([code]) })
          }
        >
          {t("boards:rfm.open")}
        </Button>
      </div>
    </section>
  );
}
