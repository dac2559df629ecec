import { useEffect, useRef, useState } from "react";
import type { LiveEvent } from "./model";

const KEPT = 300;
const SHOW_EVERY_MS = 400;

export type Connection = "opening" | "open" | "lost";

/**
 * Events as they are stored, newest first; of one name when `event` is given. Arrivals are shown in small batches so that a busy hour stays readable;
 * while paused they are kept and counted. The browser reconnects by itself.
 */
export function useEventStream(first: LiveEvent[] | undefined, paused: boolean, event?: string) {
  const [events, setEvents] = useState<LiveEvent[]>([]);
  const [connection, setConnection] = useState<Connection>("opening");
  const [waiting, setWaiting] = useState(0);
  const queue = useRef<LiveEvent[]>([]);
  const isPaused = useRef(paused);
  isPaused.current = paused;

  useEffect(() => {
    const source = new EventSource(`/api/events/stream${event ? `?event=${encodeURIComponent(event)}` : ""}`);
    source.onopen = () => setConnection("open");
    source.onerror = () => setConnection("lost");
    source.onmessage = ({ data }: MessageEvent<string>) => {
      queue.current = [JSON.parse(data) as LiveEvent, ...queue.current].slice(0, KEPT);
    };
    const timer = setInterval(() => {
      if (isPaused.current) return setWaiting(queue.current.length);
      if (!queue.current.length) return;
      const batch = queue.current;
      queue.current = [];
      setWaiting(0);
      setEvents((now) => [...batch, ...now].slice(0, KEPT));
    }, SHOW_EVERY_MS);
    return () => {
      source.close();
      clearInterval(timer);
      queue.current = [];
      setEvents([]);
      setWaiting(0);
      setConnection("opening");
    };
  }, [event]);

  const seen = new Set(events.map((one) => one.event_id));
  const all = [...events, ...(first ?? []).filter((one) => !seen.has(one.event_id))].slice(0, KEPT);
  return { events: all, connection, waiting };
}
