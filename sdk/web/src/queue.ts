import { uuid } from "./ids";
import type { Keep } from "./storage";

export const MOST_KEPT = 500;
export const BATCH_EVENTS = 100;
/** The server takes no more for the properties of one event. */
export const PROPERTIES_BYTES = 32_768;
/** A beacon or a keepalive request may hold 64 KB; the rest is room for the envelope. */
export const BATCH_BYTES = 60_000;

export interface QueuedEvent {
  event_id: string;
  event: string;
  time: string;
  ids: Record<string, string>;
  properties: Record<string, unknown>;
  account?: string;
  session_id: string;
}

/**
 * Events that the server has not confirmed yet, oldest first.
 *
 * Each page keeps its own list, so that two tabs never overwrite each other. A new page takes over the lists it
 * finds. A list of a page that is still open is then sent by both, which is harmless: the server drops repeats by
 * event_id.
 */
export class Queue {
  dropped = 0;
  private events: QueuedEvent[] = [];
  private readonly name = `q_${uuid()}`;

  constructor(private readonly keep: Keep) {}

  get size(): number {
    return this.events.length;
  }

  add(event: QueuedEvent): void {
    this.events.push(event);
    this.save();
  }

  /** Takes over what earlier pages left behind. */
  adopt(): void {
    const others = this.keep.names().filter((name) => name.startsWith("q_") && name !== this.name);
    const known = new Set(this.events.map((event) => event.event_id));
    for (const name of others) {
      for (const event of parse(this.keep.get(name))) {
        if (!known.has(event.event_id)) this.events.push(event);
        known.add(event.event_id);
      }
    }
    if (others.length === 0) return;
    this.events.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
    this.save();
    for (const name of others) this.keep.remove(name);
  }

  /** The next batch: at most `most` events and BATCH_BYTES, without those in `except`. */
  next(most: number, except?: ReadonlySet<string>): QueuedEvent[] {
    const batch: QueuedEvent[] = [];
    let bytes = 0;
    for (const event of this.events) {
      if (except?.has(event.event_id)) continue;
      bytes += sizeOf(event);
      if (batch.length >= most || (batch.length > 0 && bytes > BATCH_BYTES)) break;
      batch.push(event);
    }
    return batch;
  }

  remove(batch: readonly QueuedEvent[]): void {
    const gone = new Set(batch.map((event) => event.event_id));
    this.events = this.events.filter((event) => !gone.has(event.event_id));
    this.save();
  }

  clear(): void {
    this.events = [];
    for (const name of this.keep.names()) if (name.startsWith("q_")) this.keep.remove(name);
  }

  private save(): void {
    const excess = this.events.length - MOST_KEPT;
    if (excess > 0) {
      this.events.splice(0, excess);
      this.dropped += excess;
    }
    if (this.events.length === 0) this.keep.remove(this.name);
    else this.keep.set(this.name, JSON.stringify(this.events));
  }
}

/** Bytes of a value as JSON in UTF-8: a Chinese character is three. */
export function sizeOf(value: unknown): number {
  return new Blob([JSON.stringify(value)]).size;
}

function parse(text: string | null): QueuedEvent[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter((item) => item && typeof item.event_id === "string") : [];
  } catch {
    return [];
  }
}
