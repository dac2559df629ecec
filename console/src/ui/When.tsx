import { Tooltip } from "antd";
import { useLanguage, useText } from "@/i18n";
import { exactTime, relativeTime } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { useNow } from "./now";

interface Props {
  at: string | null | undefined;
  /** Exact time as text instead of on hover. */
  exact?: boolean;
  /** No tooltip, for places that have their own. */
  plain?: boolean;
  /** Shown when there is no time; a dash unless said otherwise. */
  none?: string;
}

/** 3分钟前, with the exact time on hover, in the organisation's zone. */
export function When({ at, exact = false, plain = false, none = "—" }: Props) {
  const t = useText();
  const language = useLanguage();
  const timezone = useTimezone();
  const now = useNow();
  if (!at) return <span className="hy-quiet">{none}</span>;
  const full = exactTime(at, language, timezone);
  const time = (
    <time dateTime={at} className="hy-num">
      {exact ? full : relativeTime(at, language, now, t("ui:justNow"))}
    </time>
  );
  return plain || exact ? time : <Tooltip title={full}>{time}</Tooltip>;
}
