import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Pages } from "../src/pages";

let seen: unknown[][];
let pages: Pages;

beforeEach(() => {
  vi.useFakeTimers();
  // A tracker lives as long as its page, so earlier ones still listen here: each writes to a list of its own.
  const mine: unknown[][] = [];
  seen = mine;
  document.title = "Home";
  history.replaceState(null, "", "/home?token=secret");
  pages = new Pages(
    {
      viewed: (page) => mine.push(["viewed", page.path, page.title, page.referrer]),
      left: (page) => mine.push(["left", page.path, page.duration_ms]),
      away: (closing) => mine.push(["away", closing]),
    },
    true,
  );
  pages.watch();
});
afterEach(() => {
  pages.forget();
  vi.useRealTimers();
});

function become(state: "hidden" | "visible"): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(state);
  document.dispatchEvent(new Event("visibilitychange"));
}

describe("pages", () => {
  it("sees the first page, the next ones of a one-page app, and how long each was there", async () => {
    await vi.advanceTimersByTimeAsync(5_000);
    history.pushState(null, "", "/cart?step=1");
    document.title = "Cart";
    await vi.advanceTimersByTimeAsync(50);
    history.replaceState(null, "", "/cart?step=2");
    await vi.advanceTimersByTimeAsync(50);
    expect(seen).toEqual([
      ["viewed", "/home", "Home", ""],
      ["left", "/home", 5_050],
      ["viewed", "/cart", "Cart", "http://shop.test/home"],
    ]);
  });

  it("counts a route in the hash as a page and an anchor not", async () => {
    history.pushState(null, "", "/home#reviews");
    await vi.advanceTimersByTimeAsync(50);
    history.pushState(null, "", "/home#/orders?id=7");
    await vi.advanceTimersByTimeAsync(50);
    expect(seen.filter((one) => one[0] === "viewed").map((one) => one[1])).toEqual(["/home", "/home#/orders"]);
  });

  it("counts only the time the page was visible", async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    become("hidden");
    await vi.advanceTimersByTimeAsync(60_000);
    become("visible");
    await vi.advanceTimersByTimeAsync(2_000);
    dispatchEvent(new Event("pagehide"));
    become("hidden");
    expect(seen.slice(1)).toEqual([
      ["left", "/home", 1_000],
      ["away", false],
      ["left", "/home", 2_000],
      ["away", true],
    ]);
  });
});
