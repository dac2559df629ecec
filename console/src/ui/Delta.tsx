import { Tooltip } from "antd";
import { useText } from "@/i18n";
import { percent } from "@/i18n/format";

interface Props {
  value: number;
  previous: number | null;
  /** Against what: 较前 7 天. */
  against: string;
  /** A fall is good news (refunds, failures). */
  lowerIsBetter?: boolean;
}

const BEYOND_PERCENT = 10;

/** ↑ 12.3% 较前 7 天. Direction has a sign as well as a colour. */
export function Delta({ value, previous, against, lowerIsBetter = false }: Props) {
  const t = useText();
  if (previous === null) return <span className="hy-delta">{t("ui:delta.unknown")}</span>;
  if (previous === 0) {
    return (
      <span className="hy-delta">
        {value === 0 ? t("ui:delta.both_zero") : t("ui:delta.from_zero", { against })}
      </span>
    );
  }
  const change = (value - previous) / Math.abs(previous);
  const flat = Math.abs(change) < 0.0005;
  const good = flat ? "flat" : change > 0 !== lowerIsBetter ? "good" : "bad";
  const arrow = flat ? "→" : change > 0 ? "↑" : "↓";
  const size =
    Math.abs(change) > BEYOND_PERCENT
      ? t("ui:delta.times", { n: (value / previous).toFixed(1) })
      : percent(Math.abs(change));
  return (
    <Tooltip title={t("ui:delta.previous", { previous: previous.toLocaleString() })}>
      <span className="hy-delta">
        <b data-tone={good} className="hy-num">
          {arrow} {size}
        </b>{" "}
        {against}
      </span>
    </Tooltip>
  );
}
