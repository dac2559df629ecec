import { CaretRightOutlined, PauseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import type { LiveEvent } from "../model";
import { useRecentEvents } from "../queries";
import { useEventStream } from "../stream";
import { EventLine } from "./EventLine";
import "./live-stream.css";

interface Props {
  rows: number;
  /** Only events of this name are asked for. */
  event?: string;
  /** Only events this lets through are shown. */
  filter?: (event: LiveEvent) => boolean;
  /** Right end of the title line. */
  more?: ReactNode;
}

/** What is happening right now, and a pause for reading it. */
export function LiveStream({ rows, event, filter, more }: Props) {
  const t = useText();
  const [paused, setPaused] = useState(false);
  const recent = useRecentEvents(rows, event);
  const { events, connection, waiting } = useEventStream(recent.data?.items, paused, event);
  const shown = (filter ? events.filter(filter) : events).slice(0, rows);
  return (
    <section className="hy-card hy-live" aria-label={t("events:live.title")}>
      <div className="hy-card-head">
        <h2>
          <i className="hy-live-dot" data-state={paused ? "paused" : connection} aria-hidden />
          {t("events:live.title")}
          <small role="status">{t(paused ? "events:live.paused" : `events:live.${connection}`)}</small>
        </h2>
        <div className="hy-chart-tools">
          {more}
          <Button
            type="text"
            size="small"
            aria-pressed={paused}
            icon={paused ? <CaretRightOutlined /> : <PauseOutlined />}
            onClick={() => setPaused(!paused)}
          >
            {paused ? t("events:live.resume", { n: waiting }) : t("events:live.pause")}
          </Button>
        </div>
      </div>
      {recent.isError && !shown.length && <FailureState error={recent.error} onRetry={recent.refetch} />}
      {!recent.isError && !recent.isPending && !shown.length && (
        <EmptyState
          small
          title={t("events:live.none")}
          reason={t(filter ? "events:live.noneHere" : "events:live.why")}
        />
      )}
      <ol className="hy-live-list">
        {shown.map((one) => (
          <EventLine key={one.event_id} event={one} />
        ))}
      </ol>
    </section>
  );
}
