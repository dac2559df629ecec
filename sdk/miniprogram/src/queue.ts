import type { Keep } from "./storage";

export const MOST_KEPT = 500;
export const BATCH_EVENTS = 100;
/** The server takes no more for the properties of one event. */
export const PROPERTIES_BYTES = 32_768;
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

/** Events that the server has not confirmed yet, oldest first; they wait in storage while there is no network. */
export class Queue {
  dropped = 0;
  private events: QueuedEvent[];

  constructor(private readonly keep: Keep) {
    this.events = parse(keep.get("queue"));
  }

  get size(): number {
    return this.events.length;
  }

  add(event: QueuedEvent): void {
    this.events.push(event);
    this.save();
  }

  /** The next batch: at most `most` events and BATCH_BYTES. */
  next(most: number): QueuedEvent[] {
    const batch: QueuedEvent[] = [];
    let bytes = 0;
    for (const event of this.events) {
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
    this.save();
  }

  save(): void {
    const excess = this.events.length - MOST_KEPT;
    if (excess > 0) {
      this.events.splice(0, excess);
      this.dropped += excess;
    }
    if (this.events.length === 0) this.keep.remove("queue");
    else this.keep.set("queue", JSON.stringify(this.events));
  }
}

/** Bytes of a value as JSON in UTF-8: a Chinese character is three, an emoji four. */
export function sizeOf(value: unknown): number {
  const text = JSON.stringify(value) ?? "";
  let bytes = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function parse(text: string | null): QueuedEvent[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter((item) => item && typeof item.event_id === "string") : [];
  } catch {
    return [];
  }
}
