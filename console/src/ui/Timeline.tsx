import { Button } from "antd";
import type { ReactNode } from "react";
import { useLanguage, useText } from "@/i18n";
import { clockTime, dayIn, shortDay } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { EventIcon } from "./EventIcon";
import "./timeline.css";

export interface Moment {
  id: string;
  at: string;
  /** Event name, for the icon. */
  event: string;
  title: ReactNode;
  /** Right end of the line: an amount. */
  aside?: ReactNode;
  detail?: ReactNode;
}

interface Props {
  moments: Moment[];
  /** More is to be had. */
  onMore?: () => void;
  loadingMore?: boolean;
}

/** What happened, newest first, under the day it happened on in the organisation's zone. */
export function Timeline({ moments, onMore, loadingMore }: Props) {
  const t = useText();
  const language = useLanguage();
  const timezone = useTimezone();
  const days = new Map<string, Moment[]>();
  for (const moment of moments) {
    const day = dayIn(timezone, new Date(moment.at));
    days.set(day, [...(days.get(day) ?? []), moment]);
  }
  const today = dayIn(timezone);
  const named = (day: string) => {
    if (day === today) return t("ui:timeline.today");
    const year = day.slice(0, 4) === today.slice(0, 4) ? "" : `${day.slice(0, 4)} `;
    return year + shortDay(day, language);
  };
  return (
    <div className="hy-timeline">
      {[...days].map(([day, group]) => (
        <section key={day}>
          <h3>{named(day)}</h3>
          <ol>
            {group.map((moment) => (
              <li key={moment.id}>
                <EventIcon event={moment.event} />
                <div>
                  <p>
                    <span>{moment.title}</span>
                    {moment.aside && <span className="hy-num">{moment.aside}</span>}
                  </p>
                  {moment.detail && <div className="hy-timeline-detail">{moment.detail}</div>}
                </div>
                <time dateTime={moment.at} className="hy-num">
                  {clockTime(moment.at, language, timezone)}
                </time>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {onMore && (
        <Button block type="text" loading={loadingMore} onClick={onMore}>
          {t("ui:timeline.more")}
        </Button>
      )}
    </div>
  );
}
