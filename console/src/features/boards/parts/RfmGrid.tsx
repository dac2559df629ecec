import { Tooltip } from "antd";
import { useLabel, useLanguage, useText } from "@/i18n";
import { exactCount, exactMoney, percent, shortCount, shortMoney } from "@/i18n/format";
import {
  boundsOf,
  codeOf,
  type Dimension,
  heat,
  levelsOf,
  type RfmBoard,
  type RfmCell,
  type RfmMeasure,
} from "../model";

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

/** Between which limits a score lies, in few words: ≤30天, ≥5单. */
function useBounds(thresholds: RfmBoard["thresholds"]) {
  const t = useText();
  const language = useLanguage();
  return (dimension: Dimension, score: number): string => {
    if (!thresholds) return "";
    const { from, to } = boundsOf(dimension, score, thresholds);
    const show = (value: number) =>
      dimension === "m"
        ? shortMoney(value, language).replace(/\.00$/, "")
        : t(`boards:rfm.unit.${dimension}`, { n: dimension === "r" ? Math.round(value) : value });
    if (dimension === "r") return to === null ? (from === null ? "" : `> ${show(from)}`) : `≤ ${show(to)}`;
    return from === null ? (to === null ? "" : `< ${show(to)}`) : `≥ ${show(from)}`;
  };
}

const WARMEST = 46; // percent of accent in the surface; dark text stays readable on it

/** Three tables, one for each level of spending; in each, how often against how recently. Warmer is more. */
export function RfmGrid({ board, measure, chosen, onChoose }: Props) {
  const levels = levelsOf(board.scores);
  const name = useLevelName(board.scores);
  const bounds = useBounds(board.thresholds);
  const most = Math.max(...board.cells.map((cell) => cell[measure]), 0);
  return (
    <div className="hy-rfm">
      {levels.map((m) => (
        <table key={m}>
          <caption>
            {name("monetary", m)} <span className="hy-quiet hy-num">{bounds("m", m)}</span>
          </caption>
          <thead>
            <tr>
              <td />
              {levels.map((r) => (
                <th key={r} scope="col">
                  {name("recency", r)}
                  <small>{bounds("r", r)}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {levels.map((f) => (
              <tr key={f}>
                <th scope="row">
                  {name("frequency", f)}
                  <small>{bounds("f", f)}</small>
                </th>
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
