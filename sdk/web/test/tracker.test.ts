import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { QueuedEvent } from "../src/queue";
import { Tracker } from "../src/tracker";

const OPTIONS = { key: "hyw_test", url: "http://garden.test/", account: "shop" };
let sent: QueuedEvent[];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 2, 2, 2) });
  localStorage.clear();
  for (const name of ["hy_id", "hy_off", "hy_session"]) document.cookie = `${name}=;max-age=0;path=/`;
  history.replaceState(null, "", "/");
  sent = [];
  const answer = async (_address: string, request: RequestInit): Promise<unknown> => {
    sent.push(...JSON.parse(String(request.body)).events);
    return { status: 200, headers: new Headers({ Date: new Date(Date.now() + 60_000).toUTCString() }) };
  };
  vi.stubGlobal("fetch", vi.fn(answer));
  vi.spyOn(console, "warn").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function aTracker(changes: Record<string, unknown> = {}): Tracker {
  const tracker = new Tracker();
  tracker.init({ ...OPTIONS, pages: false, ...changes });
  return tracker;
}

const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(2_000);

describe("tracker", () => {
  it("sends what the collector expects", async () => {
    history.replaceState(null, "", "/shoes?utm_source=xiaohongshu&phone=13800000000");
    const tracker = aTracker();
    tracker.track("product_viewed", { product_id: "P1", price: 9900 });
    await settle();
    expect(fetch).toHaveBeenCalledWith("http://garden.test/v1/events?key=hyw_test", expect.anything());
    expect(sent).toEqual([
      {
        event_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4/),
        event: "product_viewed",
        time: "2026-03-02T02:00:00.000Z",
        ids: { anonymous_id: tracker.anonymousId() },
        properties: { channel: "xiaohongshu", product_id: "P1", price: 9900 },
        account: "shop",
        session_id: expect.any(String),
      },
    ]);
  });

  it("puts the identifiers beside the anonymous one, once, and keeps none of them", async () => {
    const tracker = aTracker();
    tracker.identify({ phone: 13800000000, member_no: "", customer_no: null });
    tracker.track("cart_added");
    await settle();
    expect(sent.map((event) => [event.event, event.ids])).toEqual([
      ["logged_in", { anonymous_id: tracker.anonymousId(), phone: "13800000000" }],
      ["cart_added", { anonymous_id: tracker.anonymousId() }],
    ]);
    expect(JSON.stringify({ ...localStorage }) + document.cookie).not.toContain("13800000000");
  });

  it("corrects the time by the clock of the server once it is known", async () => {
    const tracker = aTracker();
    tracker.track("searched");
    await settle();
    tracker.track("searched");
    await settle();
    expect(Date.parse(sent[1]!.time) - Date.parse(sent[0]!.time)).toBeGreaterThan(60_000);
  });

  it("keeps the anonymous identifier when one of its two places is cleared", () => {
    const id = aTracker().anonymousId();
    localStorage.clear();
    expect(aTracker().anonymousId()).toBe(id);
  });

  it("works from cookies alone where localStorage is refused", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
    const id = aTracker().anonymousId();
    expect(aTracker().anonymousId()).toBe(id);
  });

  it("stops and clears at a refusal, also for later pages, and starts as somebody new", async () => {
    const tracker = aTracker();
    const before = tracker.anonymousId();
    tracker.track("searched");
    tracker.consent(false);
    expect(tracker.track("searched")).toBe(false);
    expect(aTracker().track("searched")).toBe(false);
    await settle();
    expect(sent).toEqual([]);
    expect(Object.keys(localStorage)).toEqual(["hy_off"]);
    expect(document.cookie).toBe("hy_off=1");
    tracker.consent(true);
    expect(tracker.anonymousId()).not.toBe(before);
  });

  it("collects nothing before consent where that is required, and nothing of the time before it", async () => {
    const tracker = aTracker({ pages: true, requireConsent: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual([]);
    expect(Object.keys(localStorage)).toEqual([]);
    tracker.consent(true);
    await settle();
    expect(sent.map((event) => event.event)).toEqual(["page_viewed"]);
  });

  it("respects Do Not Track only where it is told to", () => {
    vi.stubGlobal("navigator", { doNotTrack: "1" });
    expect(aTracker({ respectDoNotTrack: true }).track("searched")).toBe(false);
    expect(aTracker().track("searched")).toBe(true);
  });

  it("never lets the page fail", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const tracker = aTracker();
    expect(tracker.track("searched", circle)).toBe(false);
    expect(tracker.track("searched", { text: "x".repeat(33_000) })).toBe(false);
    expect(tracker.track("")).toBe(false);
    expect(new Tracker().track("searched")).toBe(false);
  });
});
