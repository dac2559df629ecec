import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Tracker } from "../src/tracker";
import { Phone } from "./phone";

const OPTIONS = { key: "hyw_test", url: "https://garden.test/", account: "wx1" };
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

function aTracker(changes: Record<string, unknown> = {}): Tracker {
  const tracker = new Tracker();
  tracker.init({ ...OPTIONS, ...changes });
  return tracker;
}

const settle = (ms = 2_100): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

function definePage(route: string, more: Record<string, unknown> = {}): void {
  (globalThis as unknown as { Page: (definition: unknown) => void }).Page({ route, ...more });
}

describe("tracker", () => {
  it("sends what the collector expects", async () => {
    const tracker = aTracker({ pages: false });
    tracker.track("product_viewed", { product_id: "P1", price: 9900 });
    await settle();
    expect(phone.sent[0]!.url).toBe("https://garden.test/v1/events?key=hyw_test");
    expect(phone.events).toEqual([
      {
        event_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
        event: "product_viewed",
        time: "2026-03-02T02:00:00.000Z",
        ids: { anonymous_id: tracker.anonymousId() },
        properties: { product_id: "P1", price: 9900 },
        account: "wx1",
        session_id: expect.any(String),
      },
    ]);
  });

  it("reports a launch with its scene, the code that was scanned and where it came from", async () => {
    phone.enter = {
      path: "pages/activity/activity",
      scene: 1047,
      query: { scene: "c%3D42", utm_source: "poster", utm_campaign: "spring", phone: "13800000000" },
      referrerInfo: { appId: "wx9" },
    };
    aTracker();
    await settle();
    expect(phone.events[0]).toMatchObject({
      event: "app_launched",
      properties: {
        channel: "poster", scene: 1047, path: "pages/activity/activity", code: "c=42", cold: true,
        campaign: "spring", referrer_app: "wx9",
      },
    });
    expect(JSON.stringify(phone.events)).not.toContain("13800000000");
  });

  it("counts a return as a launch only after the session has ended", async () => {
    aTracker();
    phone.comeBack();
    await settle();
    phone.goAway();
    phone.comeBack();
    await settle(31 * 60_000);
    phone.goAway();
    phone.comeBack({ scene: 1035, path: "pages/index/index" });
    await settle();
    const launches = phone.events.filter((one) => one.event === "app_launched");
    expect(launches.map((one) => [one.properties.cold, one.properties.scene])).toEqual([[true, 1001], [false, 1035]]);
    expect(launches[0]!.session_id).not.toBe(launches[1]!.session_id);
  });

  it("keeps the channel of the session for what follows", async () => {
    phone.enter = { query: { utm_source: "moments" } };
    const tracker = aTracker({ channel: "organic" });
    tracker.track("cart_added");
    await settle();
    expect(phone.events.map((one) => one.properties.channel)).toEqual(["moments", "moments"]);
  });

  it("reports pages as they are shown and how long they were seen", async () => {
    aTracker();
    const seen: string[] = [];
    definePage("pages/a/a", { onShow: () => seen.push("a shown"), onHide: () => seen.push("a hidden") });
    definePage("pages/b/b");
    phone.call("pages/a/a", "onShow");
    await settle(3_000);
    phone.call("pages/a/a", "onHide");
    phone.call("pages/b/b", "onShow");
    await settle(1_000);
    phone.goAway();
    await settle();
    const rows = phone.events.filter((one) => one.event.startsWith("page_"));
    expect(rows.map((one) => [one.event, one.properties.path, one.properties.referrer ?? one.properties.duration_ms])).toEqual([
      ["page_viewed", "pages/a/a", ""],
      ["page_left", "pages/a/a", 3_000],
      ["page_viewed", "pages/b/b", "pages/a/a"],
      ["page_left", "pages/b/b", 1_000],
    ]);
    expect(seen).toEqual(["a shown", "a hidden"]);
  });

  it("watches pages that are made with Component, and leaves other components alone", () => {
    aTracker();
    const plain = { methods: { tap: () => 1 } };
    const make = (globalThis as unknown as { Component: (definition: unknown) => void }).Component;
    make(plain);
    make({ methods: { onLoad: () => 1 } });
    expect(phone.components[0]).toBe(plain);
    expect(typeof (phone.components[1]!.methods as Record<string, unknown>).onShow).toBe("function");
  });

  it("tells of shares and, when wished, lets the link say who shared", async () => {
    const tracker = aTracker({ shares: true });
    definePage("pages/a/a", {
      onShareAppMessage: () => ({ title: "好物", path: "pages/a/a?id=1" }),
      onShareTimeline: () => ({ query: "id=1" }),
    });
    definePage("pages/b/b");
    const id = tracker.anonymousId();
    expect(phone.call("pages/a/a", "onShareAppMessage")).toEqual({ title: "好物", path: `pages/a/a?id=1&hy_from=${id}` });
    expect(phone.call("pages/a/a", "onShareTimeline")).toEqual({ query: `id=1&hy_from=${id}` });
    expect(phone.pages.get("pages/b/b")!.onShareAppMessage).toBeUndefined();
    await settle();
    const shares = phone.events.filter((one) => one.event === "content_shared");
    expect(shares.map((one) => one.properties)).toMatchObject([{ to: "friend" }, { to: "timeline" }]);
    phone.enter = { query: { hy_from: "someone" } };
    aTracker();
    await settle();
    expect(phone.events[phone.events.length - 1]!.properties.shared_by).toBe("someone");
  });

  it("leaves shared links alone unless wished", () => {
    aTracker();
    definePage("pages/a/a", { onShareAppMessage: () => ({ path: "pages/a/a" }) });
    expect(phone.call("pages/a/a", "onShareAppMessage")).toEqual({ path: "pages/a/a" });
  });

  it("does not break a page when something in it goes wrong", async () => {
    const tracker = aTracker();
    const circle: Record<string, unknown> = {};
    circle.me = circle;
    expect(tracker.track("x", circle)).toBe(false);
    expect(tracker.track("x", { text: "长".repeat(20_000) })).toBe(false);
    expect(tracker.track("")).toBe(false);
    phone.brokenStorage = true;
    expect(tracker.track("cart_added")).toBe(true);
    await settle();
    expect(phone.names()).toContain("cart_added");
  });

  it("puts the identifiers beside the anonymous one, once, and keeps none of them", async () => {
    const tracker = aTracker({ pages: false });
    tracker.identify({ member_no: 42, phone: "", customer_no: null });
    tracker.track("cart_added");
    await settle();
    expect(phone.events.map((one) => one.ids)).toEqual([
      { anonymous_id: tracker.anonymousId(), member_no: "42" },
      { anonymous_id: tracker.anonymousId() },
    ]);
  });

  it("logs in through Huayuan and gives the phone number with the session", async () => {
    phone.answer = (url) => ({
      statusCode: 200,
      data: url.endsWith("/login") ? { session: "s-1" } : { phone_masked: "138****0000" },
    });
    const tracker = aTracker({ pages: false, program: "key-1" });
    const done = vi.fn();
    tracker.phone("p-0", done);
    expect(done).toHaveBeenLastCalledWith(null);
    tracker.login(done);
    await settle();
    expect(phone.sent[0]).toEqual({
      url: "https://garden.test/v1/mini-program/key-1/login",
      body: { code: "code-1", anonymous_id: tracker.anonymousId() },
    });
    expect(done).toHaveBeenLastCalledWith(true);
    tracker.phone("p-1", done);
    await settle();
    expect(phone.sent[1]!.body).toEqual({ code: "p-1", session: "s-1" });
    expect(done).toHaveBeenLastCalledWith("138****0000");
    phone.answer = () => ({ statusCode: 401, data: {} });
    tracker.login(done);
    await settle();
    expect(done).toHaveBeenLastCalledWith(false);
    phone.loginCode = undefined;
    tracker.login(done);
    expect(done).toHaveBeenLastCalledWith(false);
  });

  it("collects nothing before consent, and forgets everything after a refusal", async () => {
    const tracker = aTracker({ requireConsent: true });
    expect(tracker.track("cart_added")).toBe(false);
    expect(tracker.anonymousId()).toBeNull();
    tracker.consent(true);
    tracker.track("cart_added");
    await settle();
    expect(phone.names()).toEqual(["cart_added"]);
    tracker.track("searched");
    tracker.consent(false);
    await settle();
    expect(phone.names()).toEqual(["cart_added"]);
    expect([...phone.storage.keys()]).toEqual(["hy_off"]);
    expect(aTracker().track("x")).toBe(false);
  });

  it("begins a new visitor after a reset", () => {
    const tracker = aTracker({ pages: false });
    const before = tracker.anonymousId();
    tracker.reset();
    expect(tracker.anonymousId()).not.toBe(before);
  });

  it("refuses to start without key, address or account", () => {
    for (const missing of ["key", "url", "account"]) expect(aTracker({ [missing]: "" }).track("x")).toBe(false);
  });
});
