import { BATCH_BYTES, BATCH_EVENTS, type Queue, type QueuedEvent, sizeOf } from "./queue";
import type { Keep } from "./storage";

export const GATHER_MS = 2_000;
export const FIRST_RETRY_MS = 1_000;
export const LONGEST_RETRY_MS = 5 * 60_000;
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

/** Doubles from 1 s to 5 min, with up to a quarter of jitter so that pages do not return together. */
export function retryDelay(failures: number, random: number = Math.random()): number {
  const delay = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(delay * (1 - random / 4));
}

/** Sends the queue: batches after 2 s or 100 events, again after failures, and by beacon when the page goes. */
export class Sender {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private failures = 0;
  private most = BATCH_EVENTS;
  private stopped = false;
  private readonly inFlight = new Set<string>();
  /** Changes at `halt`; an answer to a request from before it is not acted on. */
  private era = 0;

  constructor(
    private readonly address: string,
    private readonly queue: Queue,
    private readonly keep: Keep,
    /** Asked each time, because the visitor may have refused in another tab. */
    private readonly allowed: () => boolean,
  ) {}

  /** Called after an event was added. */
  wake(): void {
    if (this.busy || this.failures > 0) return;
    if (this.queue.size >= BATCH_EVENTS) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  /** The network is back: forget the waiting time. */
  online(): void {
    this.failures = 0;
    void this.flush();
  }

  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.busy || this.stopped || !this.allowed()) return;
    const batch = this.queue.next(this.most);
    if (batch.length === 0) return;
    this.busy = true;
    const era = this.era;
    for (const event of batch) this.inFlight.add(event.event_id);
    const { verdict, wait, offset, late } = await this.post(batch);
    for (const event of batch) this.inFlight.delete(event.event_id);
    if (era !== this.era) return;
    this.busy = false;
    this.settle(this.retime(batch, offset, late), verdict, wait);
  }

  /** The page goes away: hand what is not under way to the browser. It stays queued, because a beacon has no answer. */
  leave(): void {
    if (this.stopped || !this.allowed() || !navigator.sendBeacon) return;
    const handed = new Set(this.inFlight);
    for (;;) {
      const batch = this.queue.next(BATCH_EVENTS, handed);
      const body = new Blob([JSON.stringify({ events: batch })], { type: "text/plain" });
      if (batch.length === 0 || !navigator.sendBeacon(this.address, body)) return;
      for (const event of batch) handed.add(event.event_id);
    }
  }

  halt(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.busy = false;
    this.failures = 0;
    this.era++;
    this.inFlight.clear();
  }

  private settle(batch: QueuedEvent[], verdict: Verdict, wait: number): void {
    if (verdict === "again") {
      this.failures++;
      this.timer = setTimeout(() => void this.flush(), Math.max(wait, retryDelay(this.failures)));
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
      this.queue.remove(batch);
      if (verdict !== "done") console.warn(`[huayuan] the server refused ${batch.length} event(s)`);
    }
    if (this.queue.size > 0) void this.flush();
  }

  /**
   * Takes over the clock of the server. Events that it refused because of a wrong clock get the right time and stay
   * queued; answers the rest of the batch, which is settled.
   */
  private retime(batch: QueuedEvent[], offset: number | null, late: ReadonlySet<string>): QueuedEvent[] {
    if (offset === null) return batch;
    const shift = offset - (Number(this.keep.get("offset")) || 0);
    this.keep.set("offset", String(offset));
    if (Math.abs(shift) < CLOCK_NOISE_MS) return batch;
    for (const event of batch) {
      if (late.has(event.event_id)) event.time = new Date(Date.parse(event.time) + shift).toISOString();
    }
    return batch.filter((event) => !late.has(event.event_id));
  }

  private async post(batch: QueuedEvent[]): Promise<Answer> {
    const body = JSON.stringify({ events: batch });
    const sentAt = Date.now();
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        body,
        // text/plain and the key in the address keep this a simple request: no preflight, also not on a leaving page.
        headers: { "Content-Type": "text/plain" },
        credentials: "omit",
        keepalive: sizeOf(batch) <= BATCH_BYTES,
      });
      const wait = Math.min(LONGEST_RETRY_MS, 1000 * Number(answer.headers.get("Retry-After")) || 0);
      const offset = clockOffset(answer.headers.get("Date"), sentAt, Date.now());
      const verdict = verdictOf(answer.status);
      return { verdict, wait, offset, late: verdict === "done" ? wrongTimes(batch, await refusals(answer)) : NONE };
    } catch {
      return { verdict: "again", wait: 0, offset: null, late: NONE };
    }
  }
}

interface Refusal {
  index: number;
  code: string;
}

interface Answer {
  verdict: Verdict;
  wait: number;
  offset: number | null;
  late: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Which events of an accepted request the server refused; an answer that cannot be read refuses none. */
async function refusals(answer: Response): Promise<Refusal[]> {
  try {
    const refused = ((await answer.json()) as { rejected?: Refusal[] }).rejected ?? [];
    for (const { index, code } of refused) console.warn(`[huayuan] event ${index} was refused: ${code}`);
    return refused;
  } catch {
    return [];
  }
}

function wrongTimes(batch: QueuedEvent[], refused: Refusal[]): Set<string> {
  const late = refused.filter(({ code }) => code === "event.in_future" || code === "event.too_old");
  return new Set(late.map(({ index }) => batch[index]?.event_id ?? ""));
}

/** Milliseconds to add to this device's clock to have the server's; null when the answer does not say. */
export function clockOffset(date: string | null, sentAt: number, gotAt: number): number | null {
  const server = Date.parse(date ?? "") + 500;
  if (Number.isNaN(server)) return null;
  const offset = Math.round(server - (sentAt + gotAt) / 2);
  return Math.abs(offset) < CLOCK_NOISE_MS ? 0 : offset;
}
