import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MOST_KEPT, sizeOf } from "../src/queue";
import { clockOffset, LONGEST_RETRY_MS, retryDelay, verdictOf } from "../src/sender";
import { Tracker } from "../src/tracker";
import { Phone } from "./phone";

let phone: Phone;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 2) });
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
  phone = new Phone();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function aTracker(): Tracker {
  const tracker = new Tracker();
  tracker.init({ key: "k", url: "https://garden.test", account: "wx1", pages: false });
  return tracker;
}

const settle = (ms = 2_100): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const answering = (statusCode: number, header: Record<string, string> = {}, data: unknown = {}): void => {
  phone.answer = () => ({ statusCode, header, data });
};

describe("sender", () => {
  it("gathers events into one request", async () => {
    const tracker = aTracker();
    for (let i = 0; i < 5; i++) tracker.track("searched", { keyword: String(i) });
    await settle();
    expect(phone.sent.map((one) => one.body.events!.length)).toEqual([5]);
  });

  it("sends at once at a hundred events, and no batch holds more", async () => {
    const tracker = aTracker();
    for (let i = 0; i < 230; i++) tracker.track("searched");
    await settle(50);
    expect(phone.sent.map((one) => one.body.events!.length)).toEqual([100, 100, 30]);
  });

  it("keeps events while there is no network, also over a restart, and sends them when it is back", async () => {
    phone.answer = () => null;
    const tracker = aTracker();
    tracker.track("cart_added");
    await settle(60_000);
    expect(phone.sent).toEqual([]);
    answering(200);
    const next = aTracker();
    next.track("searched");
    await settle();
    expect(phone.names()).toEqual(["cart_added", "searched"]);
    expect(phone.storage.has("hy_queue")).toBe(false);
  });

  it("asks at once when the network comes back", async () => {
    phone.answer = () => null;
    aTracker().track("cart_added");
    await settle(120_000);
    answering(200);
    phone.connected();
    await settle(10);
    expect(phone.names()).toEqual(["cart_added"]);
  });

  it("repeats the same event ids, so that the server can drop repeats", async () => {
    const ids: string[] = [];
    phone.answer = () => ({ statusCode: 503, data: {}, header: { "Retry-After": "1" } });
    aTracker().track("cart_added");
    await settle(4_000);
    answering(200);
    await settle(60_000);
    for (const one of phone.events) ids.push(one.event_id);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(1);
  });

  it("waits as long as the server says", async () => {
    answering(429, { "retry-after": "120" });
    aTracker().track("cart_added");
    await settle(2_100);
    answering(200);
    await settle(60_000);
    expect(phone.sent.length).toBe(1);
    await settle(61_000);
    expect(phone.sent.length).toBe(2);
  });

  it("drops what the server will never take, halves what is too large, and stops with a wrong key", async () => {
    answering(400);
    const tracker = aTracker();
    tracker.track("bad");
    await settle();
    answering(413);
    tracker.track("a");
    tracker.track("b");
    await settle();
    answering(200);
    tracker.track("c");
    await settle();
    expect(phone.sent.filter((one) => one.body.events!.length === 2).length).toBe(1);
    answering(401);
    tracker.track("d");
    await settle();
    const before = phone.sent.length;
    tracker.track("e");
    await settle(600_000);
    expect(phone.sent.length).toBe(before);
    expect(JSON.parse(String(phone.storage.get("hy_queue"))).length).toBe(2);
  });

  it("takes the server's clock and sends events again that were refused for their time", async () => {
    const ahead = 3_600_000;
    phone.answer = () => ({
      statusCode: 200,
      header: { Date: new Date(Date.now() - ahead).toUTCString() },
      data: { rejected: phone.sent.length === 0 ? [{ index: 0, code: "event.in_future" }] : [] },
    });
    aTracker().track("cart_added");
    await settle(3_000);
    expect(phone.events.length).toBe(2);
    expect(phone.events[0]!.event_id).toBe(phone.events[1]!.event_id);
    const shift = Date.parse(phone.events[0]!.time) - Date.parse(phone.events[1]!.time);
    expect(Math.abs(shift - ahead)).toBeLessThan(2_000);
  });

  it("keeps the newest five hundred", async () => {
    phone.answer = () => null;
    const tracker = aTracker();
    for (let i = 0; i < MOST_KEPT + 20; i++) tracker.track("searched", { number: i });
    await settle();
    const kept = JSON.parse(String(phone.storage.get("hy_queue"))) as { properties: { number: number } }[];
    expect([kept.length, kept[0]!.properties.number]).toEqual([MOST_KEPT, 20]);
  });

  it("sends what is gathered when the program is left", async () => {
    aTracker().track("cart_added");
    phone.goAway();
    await settle(10);
    expect(phone.names()).toEqual(["cart_added"]);
  });

  it("reads a broken queue as empty", async () => {
    for (const broken of ["{", "{}", '[1, null, {"a": 1}]']) {
      phone.storage.set("hy_queue", broken);
      aTracker();
      await settle();
    }
    expect(phone.sent).toEqual([]);
  });
});

describe("rules", () => {
  it("sorts statuses", () => {
    const verdicts = [200, 204, 400, 401, 403, 408, 413, 422, 429, 500, 503].map(verdictOf);
    expect(verdicts).toEqual([
      "done", "done", "drop", "stop", "stop", "again", "smaller", "drop", "again", "again", "again",
    ]);
  });

  it("doubles the pause up to five minutes", () => {
    expect([1, 2, 3].map((failures) => retryDelay(failures, 0))).toEqual([1_000, 2_000, 4_000]);
    expect(retryDelay(40, 0)).toBe(LONGEST_RETRY_MS);
    expect(retryDelay(1, 1)).toBe(750);
  });

  it("measures bytes as UTF-8", () => {
    for (const value of ["a", "é", "长", "😀", { a: "长😀" }]) {
      expect(sizeOf(value)).toBe(new TextEncoder().encode(JSON.stringify(value)).length);
    }
    expect(sizeOf(undefined)).toBe(0);
  });

  it("ignores a clock difference that the way explains", () => {
    const now = Date.UTC(2026, 2, 2);
    expect(clockOffset(new Date(now).toUTCString(), now, now + 1_000)).toBe(0);
    expect(clockOffset("nonsense", now, now)).toBeNull();
    expect(clockOffset(null, now, now)).toBeNull();
  });
});
