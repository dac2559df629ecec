import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Queue } from "../src/queue";
import { clockOffset, FIRST_RETRY_MS, GATHER_MS, LONGEST_RETRY_MS, retryDelay, Sender, verdictOf } from "../src/sender";
import { anEvent, memoryKeep } from "./setup";

const ADDRESS = "http://garden.test/v1/events?key=hyw_test";
type Sent = { ids: string[] };

function answering(...statuses: (number | "lost")[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal(
    "fetch",
    vi.fn(async (_address: string, request: RequestInit) => {
      sent.push({ ids: JSON.parse(String(request.body)).events.map((event: { event_id: string }) => event.event_id) });
      const status = statuses.length > 1 ? statuses.shift()! : statuses[0]!;
      if (status === "lost") throw new TypeError("Failed to fetch");
      return { status, headers: new Headers(), json: async () => ({ accepted: 1, duplicates: 0, rejected: [] }) };
    }),
  );
  return sent;
}

function aSender(allowed = (): boolean => true): { queue: Queue; sender: Sender } {
  const keep = memoryKeep();
  const queue = new Queue(keep);
  return { queue, sender: new Sender(ADDRESS, queue, keep, allowed) };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe("sender", () => {
  it("gathers for two seconds, then sends one batch", async () => {
    const sent = answering(200);
    const { queue, sender } = aSender();
    for (let i = 0; i < 3; i++) {
      queue.add(anEvent());
      sender.wake();
    }
    await vi.advanceTimersByTimeAsync(GATHER_MS - 1);
    expect(sent).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent.map((one) => one.ids.length)).toEqual([3]);
    expect(queue.size).toBe(0);
  });

  it("does not wait when a hundred are there, and sends the rest after them", async () => {
    const sent = answering(200);
    const { queue, sender } = aSender();
    for (let i = 0; i < 130; i++) queue.add(anEvent());
    sender.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map((one) => one.ids.length)).toEqual([100, 30]);
  });

  it("repeats a lost batch with the same ids, later each time, and starts over when the network is back", async () => {
    const sent = answering("lost", 503, "lost", 200);
    const { queue, sender } = aSender();
    queue.add(anEvent());
    void sender.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(FIRST_RETRY_MS);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(FIRST_RETRY_MS * 2);
    expect(sent).toHaveLength(3);
    sender.online();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map((one) => one.ids.join())).size).toBe(1);
    expect(queue.size).toBe(0);
  });

  it("halves a batch that is too large, down to the one that cannot be sent", async () => {
    const sent = answering(413, 413, 200);
    const { queue, sender } = aSender();
    for (let i = 0; i < 4; i++) queue.add(anEvent());
    void sender.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map((one) => one.ids.length)).toEqual([4, 2, 1, 1, 1, 1]);
    expect(queue.size).toBe(0);
  });

  it("drops a batch that the server refuses, so that it does not stand in the way of others", async () => {
    const sent = answering(400, 200);
    const { queue, sender } = aSender();
    queue.add(anEvent());
    void sender.flush();
    await vi.advanceTimersByTimeAsync(0);
    queue.add(anEvent());
    sender.wake();
    await vi.advanceTimersByTimeAsync(GATHER_MS);
    expect(sent).toHaveLength(2);
    expect(queue.size).toBe(0);
  });

  it("stops asking with a key that is not known, and keeps the events", async () => {
    const sent = answering(401);
    const { queue, sender } = aSender();
    queue.add(anEvent());
    void sender.flush();
    await vi.advanceTimersByTimeAsync(LONGEST_RETRY_MS);
    queue.add(anEvent());
    sender.wake();
    await vi.advanceTimersByTimeAsync(LONGEST_RETRY_MS);
    expect(sent).toHaveLength(1);
    expect(queue.size).toBe(2);
  });

  it("sends again what was refused for a wrong clock, with the right time, once", async () => {
    const now = Date.UTC(2026, 2, 2, 2);
    vi.setSystemTime(now);
    const ahead = new Date(now + 3_600_000);
    const times: string[] = [];
    vi.stubGlobal("fetch", async (_address: string, request: RequestInit) => {
      for (const event of JSON.parse(String(request.body)).events) times.push(event.time);
      const rejected = [{ index: 1, code: "event.in_future", message: {} }];
      return { status: 200, headers: new Headers({ Date: new Date(now).toUTCString() }), json: async () => ({ rejected }) };
    });
    vi.setSystemTime(ahead);
    const { queue, sender } = aSender();
    queue.add(anEvent());
    queue.add(anEvent({ time: ahead.toISOString() }));
    void sender.flush();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(times).toHaveLength(3);
    expect(Date.parse(times[2]!) - now).toBe(500);
    expect(queue.size).toBe(0);
  });

  it("sends nothing once the visitor refused, wherever that happened", async () => {
    let given = true;
    const sent = answering(200);
    const { queue, sender } = aSender(() => given);
    queue.add(anEvent());
    sender.wake();
    given = false;
    await vi.advanceTimersByTimeAsync(GATHER_MS);
    expect(sent).toHaveLength(0);
  });

  it("hands a leaving page's events to the browser once, without those under way, and keeps them", () => {
    vi.stubGlobal("fetch", vi.fn(() => new Promise(() => undefined)));
    const bodies: Blob[] = [];
    vi.stubGlobal("navigator", { sendBeacon: (_address: string, body: Blob) => bodies.push(body) > 0 });
    const { queue, sender } = aSender();
    queue.add(anEvent());
    void sender.flush();
    queue.add(anEvent());
    sender.leave();
    expect(bodies).toHaveLength(1);
    expect(bodies[0]!.type).toBe("text/plain");
    expect(queue.size).toBe(2);
  });
});

describe("rules", () => {
  it("reads a status", () => {
    const verdicts = [200, 202, 400, 401, 403, 408, 413, 422, 429, 500, 503].map(verdictOf);
    expect(verdicts).toEqual(
      ["done", "done", "drop", "stop", "stop", "again", "smaller", "drop", "again", "again", "again"],
    );
  });

  it("waits 1, 2, 4 … seconds, at most five minutes, less up to a quarter", () => {
    expect([1, 2, 3, 4].map((failures) => retryDelay(failures, 0))).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(retryDelay(40, 0)).toBe(LONGEST_RETRY_MS);
    expect(retryDelay(1, 1)).toBe(750);
  });

  it("learns the clock of the server, but not from noise", () => {
    const noon = Date.UTC(2026, 2, 2, 12);
    const date = new Date(noon).toUTCString();
    expect(clockOffset(date, noon - 3_600_000, noon - 3_600_000)).toBe(3_600_500);
    expect(clockOffset(date, noon - 1_000, noon + 1_000)).toBe(0);
    expect(clockOffset(null, noon, noon)).toBeNull();
  });
});
