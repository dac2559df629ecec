import { BATCH_EVENTS, type Queue, type QueuedEvent } from "./queue";
import type { Keep } from "./storage";
import { type Response, runtime } from "./wx";

export const GATHER_MS = 2_000;
export const FIRST_RETRY_MS = 1_000;
export const LONGEST_RETRY_MS = 5 * 60_000;
const TIMEOUT_MS = 10_000;
/** The Date header counts whole seconds and the way takes time, so a smaller difference says nothing. */
const CLOCK_NOISE_MS = 3_000;

export type Verdict = "done" | "again" | "smaller" | "drop" | "stop";

/** What an HTTP status means for the batch that was sent. */
export function verdictOf(status: number): Verdict {
  if (status >= 200 && status < 300) return "done";
  if (status === 413) return "smaller";
  if (status === 401 || status === 403) return "stop"; // The key is wrong: asking again would not mend it.
  if (status >= 400 && status < 500 && status !== 408 && status !== 429) return "drop";
  return "again";
}

/** Doubles from 1 s to 5 min, with up to a quarter of jitter so that phones do not return together. */
export function retryDelay(failures: number, random: number = Math.random()): number {
  const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(delay * (1 - random / 4));
}

/** Sends the queue: batches after 2 s or 100 events, again after failures, and at once when the program is left. */
export class Sender {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private failures = 0;
  private most = BATCH_EVENTS;
  private stopped = false;
  /** Changes at `halt`; an answer to a request from before it is not acted on. */
  private era = 0;

  constructor(
    private readonly address: string,
    private readonly queue: Queue,
    private readonly keep: Keep,
    private readonly allowed: () => boolean,
  ) {}

  /** Called after an event was added. */
  wake(): void {
    if (this.busy || this.failures > 0) return;
    if (this.queue.size >= BATCH_EVENTS) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  /** The network is back: forget the waiting time. */
  online(): void {
    this.failures = 0;
    this.flush();
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.busy || this.stopped || !this.allowed()) return;
    const batch = this.queue.next(this.most);
    if (batch.length === 0) return;
    this.busy = true;
    const era = this.era;
    const sentAt = Date.now();
    const settled = (response: Response | null): void => {
      if (era !== this.era) return;
      this.busy = false;
      this.settle(batch, response, sentAt);
    };
    runtime().request({
      url: this.address,
      method: "POST",
      data: JSON.stringify({ events: batch }),
      header: { "Content-Type": "application/json" },
      timeout: TIMEOUT_MS,
      success: settled,
      fail: () => settled(null),
    });
  }

  halt(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.busy = false;
    this.failures = 0;
    this.era++;
  }

  private settle(batch: QueuedEvent[], response: Response | null, sentAt: number): void {
    const verdict = response ? verdictOf(response.statusCode) : "again";
    if (verdict === "again") {
      this.failures++;
      const wait = 1000 * Number(headerOf(response, "retry-after")) || 0;
      const delay = Math.max(Math.min(wait, LONGEST_RETRY_MS), retryDelay(this.failures));
      this.timer = setTimeout(() => this.flush(), delay);
      return;
    }
    this.failures = 0;
    if (verdict === "stop") {
      this.stopped = true;
      console.warn("[huayuan] the server does not know this write key; events stay on this device");
      return;
    }
    if (verdict === "smaller" && batch.length > 1) this.most = Math.ceil(batch.length / 2);
    else {
      this.queue.remove(verdict === "done" ? this.retime(batch, response!, sentAt) : batch);
      if (verdict !== "done") console.warn(`[huayuan] the server refused ${batch.length} event(s)`);
    }
    if (this.queue.size > 0) this.flush();
  }

  /**
   * Takes over the clock of the server. Events that it refused because of a wrong clock get the right time and stay
   * queued; answers the rest of the batch, which is settled.
   */
  private retime(batch: QueuedEvent[], response: Response, sentAt: number): QueuedEvent[] {
    const offset = clockOffset(headerOf(response, "date"), sentAt, Date.now());
    if (offset === null) return batch;
    const shift = offset - (Number(this.keep.get("offset")) || 0);
    this.keep.set("offset", String(offset));
    const late = shift > -CLOCK_NOISE_MS && shift < CLOCK_NOISE_MS ? NONE : wrongTimes(batch, response.data);
    if (late.size === 0) return batch;
    for (const event of batch) {
      if (late.has(event.event_id)) event.time = new Date(Date.parse(event.time) + shift).toISOString();
    }
    this.queue.save();
    return batch.filter((event) => !late.has(event.event_id));
  }
}

const NONE: ReadonlySet<string> = new Set();

/** The events of an accepted batch that the server refused for their time. */
function wrongTimes(batch: QueuedEvent[], data: unknown): ReadonlySet<string> {
  const refused = (data as { rejected?: { index: number; code: string }[] } | null)?.rejected ?? [];
  const late = refused.filter(({ code }) => code === "event.in_future" || code === "event.too_old");
  return new Set(late.map(({ index }) => batch[index]?.event_id ?? ""));
}

/** Header names come in any case. */
function headerOf(response: Response | null, name: string): string | null {
  const header = response?.header ?? {};
  for (const key of Object.keys(header)) if (key.toLowerCase() === name) return header[key] ?? null;
  return null;
}

/** Milliseconds to add to this device's clock to have the server's; null when the answer does not say. */
export function clockOffset(date: string | null, sentAt: number, gotAt: number): number | null {
  const server = Date.parse(date ?? "") + 500;
  if (Number.isNaN(server)) return null;
  const offset = Math.round(server - (sentAt + gotAt) / 2);
  return Math.abs(offset) < CLOCK_NOISE_MS ? 0 : offset;
}
