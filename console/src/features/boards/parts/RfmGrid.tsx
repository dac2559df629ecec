import { Tooltip } from "antd";
import { useLabel, useLanguage, useText } from "@/i18n";
import { exactCount, exactMoney, percent, shortCount } from "@/i18n/format";
import { codeOf, heat, levelsOf, type RfmBoard, type RfmCell, type RfmMeasure } from "../model";

interface Props {
  board: RfmBoard;
  measure: RfmMeasure;
  chosen: string | null;
  onChoose: (cell: RfmCell) => void;
}

/** Three scores have words; of more, their numbers say as much. */
export function useLevelName(scores: number) {
  const t = useText();
  return (dimension: "recency" | "frequency" | "monetary", score: number): string =>
    scores === 3
      ? t(`boards:rfm.${dimension}.${score}`)
      : t(`boards:rfm.scoreOf.${dimension}`, { score, scores });
}

const WARMEST = 46; // percent of accent in the surface; dark text stays readable on it

/** Three tables, one for each level of spending; in each, how often against how recently. Warmer is more. */
export function RfmGrid({ board, measure, chosen, onChoose }: Props) {
  const levels = levelsOf(board.cells);
  const name = useLevelName(levels.length);
  const most = Math.max(...board.cells.map((cell) => cell[measure]), 0);
  return (
    <div className="hy-rfm">
      {levels.map((m) => (
        <table key={m}>
          <caption>{name("monetary", m)}</caption>
          <thead>
            <tr>
              <td />
              {levels.map((r) => (
                <th key={r} scope="col">
                  {name("recency", r)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {levels.map((f) => (
              <tr key={f}>
                <th scope="row">{name("frequency", f)}</th>
                {levels.map((r) => {
                  const cell = board.cells.find((one) => one.r === r && one.f === f && one.m === m);
                  return (
                    <td key={r}>
                      {cell && (
                        <Cell
                          cell={cell}
                          board={board}
                          warmth={heat(cell[measure], most)}
                          measure={measure}
                          chosen={chosen === codeOf(cell)}
                          onChoose={() => onChoose(cell)}
                        />
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

interface CellProps {
  cell: RfmCell;
  board: RfmBoard;
  warmth: number;
  measure: RfmMeasure;
  chosen: boolean;
  onChoose: () => void;
}

function Cell({ cell, board, warmth, measure, chosen, onChoose }: CellProps) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const grade = label(board.grades.find((one) => one.key === cell.grade)?.label) || cell.grade;
  const said = t("boards:rfm.cellSays", {
    grade,
    people: exactCount(cell.people, language),
    revenue: exactMoney(cell.revenue, language),
    share: percent(cell.share_revenue),
  });
  return (
    <Tooltip title={said}>
      <button
        type="button"
        className="hy-rfm-cell"
        aria-pressed={chosen}
        aria-label={`${codeOf(cell)} ${said}`}
        data-empty={cell.people === 0}
        style={{
          background: `color-mix(in srgb, var(--hy-accent) ${Math.round(warmth * WARMEST)}%, var(--hy-surface))`,
        }}
        onClick={onChoose}
      >
        <b className="hy-num">
          {measure === "people" ? shortCount(cell.people, language) : percent(cell.share_revenue)}
        </b>
        <small>{grade}</small>
      </button>
    </Tooltip>
  );
}
