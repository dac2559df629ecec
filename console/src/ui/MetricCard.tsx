import { Link } from "react-router";
import type { ReactNode } from "react";
import { Delta } from "./Delta";
import { Sparkline } from "./Sparkline";
import "./metric-card.css";

interface Props {
  label: string;
  /** The number, already dressed: `<Count …/>` or `<Money …/>`. */
  value: ReactNode;
  change?: { value: number; previous: number | null; against: string; lowerIsBetter?: boolean };
  /** Recent values, oldest first; null where nothing is known. */
  trend?: (number | null)[];
  /** Where the people or records behind the number are. */
  to?: string;
  /** Said when the number has crossed its line: what to do about it. */
  warning?: ReactNode;
  /** Marks the card whose measure the page is showing. */
  chosen?: boolean;
  onChoose?: () => void;
}

export function MetricCard({ label, value, change, trend, to, warning, chosen, onChoose }: Props) {
  const body = (
    <>
      <span className="hy-metric-label">{label}</span>
      <span className="hy-metric-row">
        <span className="hy-metric-value">{value}</span>
        {trend && trend.length > 1 && <Sparkline values={trend} />}
      </span>
      {change && <Delta {...change} />}
      {warning && <span className="hy-metric-warning">{warning}</span>}
    </>
  );
  const className = `hy-card hy-metric${warning ? " hy-metric-alarm" : ""}`;
  if (onChoose) {
    return (
      <button type="button" className={className} aria-pressed={chosen} onClick={onChoose}>
        {body}
      </button>
    );
  }
  return to ? (
    <Link className={className} to={to}>
      {body}
    </Link>
  ) : (
    <div className={className}>{body}</div>
  );
}
