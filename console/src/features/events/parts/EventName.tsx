import { Tag, Tooltip } from "antd";
import { useLabel, useText } from "@/i18n";
import { EventIcon } from "@/ui/EventIcon";
import type { EventKind } from "../model";
import "./event-name.css";

export function EventName({ kind }: { kind: EventKind }) {
  const t = useText();
  const label = useLabel();
  return (
    <span className="hy-event-name">
      <EventIcon event={kind.name} />
      <span>
        <b>{label(kind.label) || kind.name}</b>
        <code>{kind.name}</code>
      </span>
      {!kind.verified && (
        <Tooltip title={t("events:unverifiedWhy")}>
          <Tag variant="filled" color="warning">
            {t("events:unverified")}
          </Tag>
        </Tooltip>
      )}
    </span>
  );
}
