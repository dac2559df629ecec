import { Button, Segmented } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { ChartSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { Behind } from "@/ui/behind";
import type { RfmBoard, RfmCell, RfmMeasure } from "../model";
import { codeOf } from "../model";
import { BoardTabs } from "../parts/BoardTabs";
import { GradeTable } from "../parts/GradeTable";
import { PeopleBehind } from "@/ui/PeopleBehind";
import { Recounting } from "../parts/Recounting";
import { RfmDetail } from "../parts/RfmDetail";
import { RfmGrid } from "../parts/RfmGrid";
import { RfmSettings } from "../parts/RfmSettings";
import { useRfm } from "../queries";
import "../parts/boards.css";

const MEASURES: RfmMeasure[] = ["people", "revenue"];

/** Who bought lately, often, and for much: 27 cells, what each is worth and what to do with it. */
export default function Rfm() {
  const t = useText();
  const may = useMay();
  const query = useRfm();
  const [changing, setChanging] = useState(false);
  return (
    <Page
      title={t("boards:rfm.title")}
      purpose={t("boards:rfm.purpose")}
      bar={<BoardTabs />}
      extra={
        may("segments.write") &&
        query.data && <Button onClick={() => setChanging(true)}>{t("boards:thresholds")}</Button>
      }
    >
      {query.isPending ? (
        <ChartSkeleton height={420} />
      ) : query.data ? (
        <>
          <Board board={query.data} />
          <RfmSettings open={changing} board={query.data} onClose={() => setChanging(false)} />
        </>
      ) : (
        <FailureState error={query.error} onRetry={query.refetch} />
      )}
    </Page>
  );
}

const best = (cells: RfmCell[]) =>
  cells.reduce<RfmCell | null>((top, cell) => (!top || cell.revenue > top.revenue ? cell : top), null);

function Board({ board }: { board: RfmBoard }) {
  const t = useText();
  const [measure, setMeasure] = useState<RfmMeasure>("people");
  const [code, setCode] = useState<string | null>(null);
  const [behind, setBehind] = useState<Behind | null>(null);
  const cell = board.cells.find((one) => codeOf(one) === code) ?? best(board.cells);
  if (!board.cells.some((one) => one.people > 0)) {
    return (
      <div className="hy-card">
        <EmptyState title={t("boards:rfm.none")} reason={t("boards:rfm.noneWhy")} />
      </div>
    );
  }
  return (
    <>
      <div className="hy-rfm-board">
        <section className="hy-card" aria-label={t("boards:rfm.title")}>
          <div className="hy-card-head">
            <h2>
              {t("boards:rfm.heat")}
              {board.as_of && (
                <small className="hy-quiet hy-board-asof">
                  <When at={board.as_of} />
                </small>
              )}
              {board.counting && <Recounting />}
            </h2>
            <Segmented
              size="small"
              aria-label={t("boards:rfm.measure")}
              value={measure}
              options={MEASURES.map((value) => ({ value, label: t(`boards:rfm.measures.${value}`) }))}
              onChange={setMeasure}
            />
          </div>
          <div className="hy-card-body">
            <RfmGrid
              board={board}
              measure={measure}
              chosen={cell && codeOf(cell)}
              onChoose={(one) => setCode(codeOf(one))}
            />
          </div>
        </section>
        {cell && <RfmDetail board={board} cell={cell} onPeople={setBehind} />}
      </div>
      <GradeTable board={board} onPeople={setBehind} />
      <PeopleBehind behind={behind} onClose={() => setBehind(null)} />
    </>
  );
}
