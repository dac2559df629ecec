import type { ReactNode } from "react";
import { Link } from "react-router";
import { percent } from "@/i18n/format";
import "./chart.css";

export interface Rank {
  key: string;
  label: string;
  value: number;
  /** The people behind this bar. */
  to?: string;
}

/** Few things compared by one measure, in the order given (largest first, the rest last), each bar from zero and with its number beside it. */
export function RankBars({
  items,
  format,
  label,
}: {
  items: Rank[];
  format: (value: number) => ReactNode;
  label: string;
}) {
  const top = Math.max(...items.map(({ value }) => value), 1);
  const sum = items.reduce((total, { value }) => total + value, 0);
  return (
    <ol className="hy-rank" aria-label={label}>
      {items.map((item) => {
        const row = (
          <>
            <span title={item.label}>{item.label}</span>
            <i className="hy-rank-bar" style={{ width: `${(item.value / top) * 100}%` }} />
            <span className="hy-rank-value">
              {format(item.value)}
              <small className="hy-num">{sum > 0 ? percent(item.value / sum, 0) : "—"}</small>
            </span>
          </>
        );
        return (
          <li key={item.key}>
            {item.to ? (
              <Link className="hy-rank-row" to={item.to}>
                {row}
              </Link>
            ) : (
              <div className="hy-rank-row">{row}</div>
            )}
          </li>
        );
      })}
    </ol>
  );
}
