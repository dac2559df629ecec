import { memo } from "react";
import { useLabel, useLanguage } from "@/i18n";
import { clockTime } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { useChannelName } from "@/ui/ChannelName";
import { EventIcon } from "@/ui/EventIcon";
import { Money } from "@/ui/Money";
import { PersonChip } from "@/ui/PersonChip";
import type { LiveEvent } from "../model";

/** What the server says instead of a personal property. */
const MASK = "***";
/** The property that says most about an event of this kind, first found first shown. */
const TELLING = [
  "title",
  "name",
  "path",
  "order_no",
  "keyword",
  "tag",
  "product_id",
  "reason",
  "coupon_id",
  "group_id",
];

function telling({ properties }: LiveEvent): string | null {
  const key = TELLING.find(
    (name) =>
      properties[name] !== MASK &&
      (typeof properties[name] === "string" || typeof properties[name] === "number"),
  );
  return key ? String(properties[key]) : null;
}

export const EventLine = memo(function EventLine({ event }: { event: LiveEvent }) {
  const label = useLabel();
  const language = useLanguage();
  const timezone = useTimezone();
  const channelName = useChannelName();
  const told = [telling(event), event.channel && channelName(event.channel)].filter(Boolean).join(" · ");
  return (
    <li className="hy-event-line">
      <EventIcon event={event.event} />
      <div className="hy-event-what">
        <p>
          <PersonChip id={event.person_id || null} name={event.person_name ?? null} size="small" />
          <span>{label(event.label) || event.event}</span>
        </p>
        {told && <small>{told}</small>}
      </div>
      <div className="hy-event-end">
        {event.amount !== null && <Money fen={event.amount} />}
        <time dateTime={event.occurred_at} className="hy-num">
          {clockTime(event.occurred_at, language, timezone)}
        </time>
      </div>
    </li>
  );
});
