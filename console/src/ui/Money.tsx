import { Tooltip } from "antd";
import { useLanguage } from "@/i18n";
import { exactMoney, shortMoney } from "@/i18n/format";

/** ¥1,234.50 from whole 分; `short` gives ¥1.2万 with the exact amount on hover. */
export function Money({ fen, short = false }: { fen: number | null | undefined; short?: boolean }) {
  const language = useLanguage();
  if (fen === null || fen === undefined) return <span className="hy-quiet">—</span>;
  const full = exactMoney(fen, language);
  const shown = short ? shortMoney(fen, language) : full;
  const text = <span className="hy-num">{shown}</span>;
  return shown === full ? text : <Tooltip title={full}>{text}</Tooltip>;
}
