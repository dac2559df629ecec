import { useState } from "react";
import { useSearchParams } from "react-router";
import { useLabel, useText } from "@/i18n";
import { dayIn } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Money } from "@/ui/Money";
import { TableSkeleton } from "@/ui/Skeletons";
import { type Moment, Timeline } from "@/ui/Timeline";
import type { TimelineEvent } from "../model";
import { useCatalog, useTimeline } from "../queries";
import { EventChips } from "./EventChips";
import { MomentDetail, RunDetail } from "./MomentDetail";
import { inRuns } from "./runs";
import type { PropertyKind } from "./telling";
import "./timeline-part.css";

const PARAM = "events";

/** Everything a customer did and what was done for them, newest first, by day. */
export function TimelinePart({ id }: { id: number }) {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const chosen = params.get(PARAM) ?? "";
  const query = useTimeline(id, chosen);
  const events = query.data?.pages.flatMap((page) => page.items) ?? [];
  const { nameOf, propertiesOf } = useNames(events);
  const moments = useMoments(events, !chosen, nameOf, propertiesOf);
  if (query.isPending) return <TableSkeleton rows={6} columns={3} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;

  const choose = (names: string[]) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        names.length ? next.set(PARAM, names.join(",")) : next.delete(PARAM);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <section className="hy-card hy-card-body hy-timeline-part" aria-busy={query.isPlaceholderData}>
      <EventChips
        counts={query.data.pages[0]?.counts_by_event ?? {}}
        nameOf={nameOf}
        chosen={chosen ? chosen.split(",") : []}
        onChoose={choose}
      />
      {moments.length ? (
        <Timeline
          moments={moments}
          onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
          loadingMore={query.isFetchingNextPage}
        />
      ) : (
        <EmptyState
          small
          title={t("customers:timeline.none")}
          reason={t(chosen ? "customers:timeline.noneOfKind" : "customers:timeline.noneWhy")}
        />
      )}
    </section>
  );
}

function useNames(events: TimelineEvent[]) {
  const label = useLabel();
  const kinds = useCatalog().data?.items ?? [];
  return {
    nameOf: (event: string) =>
      label(kinds.find((kind) => kind.name === event)?.label) ||
      label(events.find((one) => one.event === event)?.label) ||
      event,
    propertiesOf: (event: string): PropertyKind[] =>
      kinds.find((kind) => kind.name === event)?.properties ?? [],
  };
}

/** Events as lines; runs of one kind are a single line until the reader opens them. */
function useMoments(
  events: TimelineEvent[],
  together: boolean,
  nameOf: (event: string) => string,
  propertiesOf: (event: string) => PropertyKind[],
): Moment[] {
  const t = useText();
  const timezone = useTimezone();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const runs = together
    ? inRuns(events, (event) => dayIn(timezone, new Date(event.occurred_at)))
    : events.map((event) => [event]);
  return runs.flatMap((run) => {
    const first = run[0] as TimelineEvent;
    // The oldest of a run stays the oldest while more is loaded, so it can name the run.
    const oldest = run[run.length - 1] as TimelineEvent;
    if (run.length === 1 || opened.has(oldest.event_id)) {
      return run.map((event) => momentOf(event, nameOf(event.event), propertiesOf(event.event)));
    }
    return {
      id: first.event_id,
      at: first.occurred_at,
      event: first.event,
      title: t("customers:timeline.run", { event: nameOf(first.event), n: run.length }),
      detail: (
        <RunDetail
          run={run}
          kinds={propertiesOf(first.event)}
          onOpen={() => setOpened((now) => new Set([...now, oldest.event_id]))}
        />
      ),
    };
  });
}

function momentOf(event: TimelineEvent, title: string, kinds: PropertyKind[]): Moment {
  return {
    id: event.event_id,
    at: event.occurred_at,
    event: event.event,
    title,
    aside: event.amount === null ? undefined : <Money fen={event.amount} />,
    detail: <MomentDetail event={event} kinds={kinds} />,
  };
}
