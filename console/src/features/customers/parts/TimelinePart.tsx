import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { answer, client } from "@/api/client";
import { useMay } from "@/app/session";
import { useLabel, useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Money } from "@/ui/Money";
import { TableSkeleton } from "@/ui/Skeletons";
import { type Moment, Timeline } from "@/ui/Timeline";
import type { TimelineEvent } from "../model";
import { useTimeline } from "../queries";
import { ChannelName } from "./ChannelName";
import { EventChips } from "./EventChips";
import { telling } from "./telling";
import "./timeline-part.css";

const PARAM = "events";

function useCatalog() {
  const may = useMay();
  return useQuery({
    queryKey: ["events", "catalog"],
    enabled: may("events.read"),
    staleTime: 60_000,
    queryFn: ({ signal }) => answer(client.GET("/api/events/catalog", { signal })),
  });
}

/** Everything a customer did and what was done for them, newest first, by day. */
export function TimelinePart({ id }: { id: number }) {
  const t = useText();
  const label = useLabel();
  const [params, setParams] = useSearchParams();
  const chosen = params.get(PARAM) ?? "";
  const query = useTimeline(id, chosen);
  const kinds = useCatalog().data?.items ?? [];
  if (query.isPending) return <TableSkeleton rows={6} columns={3} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;

  const events = query.data.pages.flatMap((page) => page.items);
  const counts = query.data.pages[0]?.counts_by_event ?? {};
  const nameOf = (event: string) =>
    label(kinds.find((kind) => kind.name === event)?.label) ||
    label(events.find((one) => one.event === event)?.label) ||
    event;
  const choose = (names: string[]) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        names.length ? next.set(PARAM, names.join(",")) : next.delete(PARAM);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const moments = events.map((event) =>
    momentOf(event, nameOf(event.event), kinds.find((kind) => kind.name === event.event)?.properties ?? []),
  );
  return (
    <section className="hy-card hy-card-body" aria-busy={query.isPlaceholderData}>
      <EventChips
        counts={counts}
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

function momentOf(event: TimelineEvent, title: string, kinds: Parameters<typeof telling>[1]): Moment {
  return {
    id: event.event_id,
    at: event.occurred_at,
    event: event.event,
    title,
    aside: event.amount === null ? undefined : <Money fen={event.amount} />,
    detail: <Detail event={event} kinds={kinds} />,
  };
}

function Detail({ event, kinds }: { event: TimelineEvent; kinds: Parameters<typeof telling>[1] }) {
  const t = useText();
  const label = useLabel();
  const [open, setOpen] = useState(false);
  const said = telling(event.properties, kinds);
  const hasMore = Object.keys(event.properties).length > 0;
  if (!said.length && !event.channel && !hasMore) return null;
  return (
    <>
      <span className="hy-moment-said">
        {said.map((one) => (
          <span key={one.name}>
            {one.label && `${label(one.label)} `}
            {one.money ? <Money fen={Number(one.value)} /> : String(one.value)}
          </span>
        ))}
        {event.channel && (
          <span>
            {t("customers:timeline.channel")} <ChannelName value={event.channel} />
          </span>
        )}
        {hasMore && (
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "customers:timeline.less" : "customers:timeline.all")}
          </button>
        )}
      </span>
      {open && <pre className="hy-sample">{JSON.stringify(withoutPersonal(event, kinds), null, 2)}</pre>}
    </>
  );
}

function withoutPersonal({ properties }: TimelineEvent, kinds: Parameters<typeof telling>[1]) {
  const personal = new Set(kinds.filter((kind) => kind.personal).map((kind) => kind.name));
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, personal.has(name) ? "***" : value]),
  );
}
