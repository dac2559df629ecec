import { Tooltip } from "antd";
import { useLanguage } from "@/i18n";
import { exactCount, shortCount } from "@/i18n/format";

/** 1.2万 / 12.0K, exact on hover. Null is a dash: not known is not zero. */
export function Count({ value, exact = false }: { value: number | null | undefined; exact?: boolean }) {
  const language = useLanguage();
  if (value === null || value === undefined) return <span className="hy-quiet">—</span>;
  const full = exactCount(value, language);
  const short = exact ? full : shortCount(value, language);
  const text = <span className="hy-num">{short}</span>;
  return short === full ? text : <Tooltip title={full}>{text}</Tooltip>;
}
