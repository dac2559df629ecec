import { describe, expect, it } from "vitest";
import { campaignOf, IDLE_MS, LONGEST_MS, touchSession } from "../src/session";
import { memoryKeep } from "./setup";

const START = Date.UTC(2026, 2, 2, 2);

describe("session", () => {
  it("goes on until 30 minutes pass without an event", () => {
    const keep = memoryKeep();
    const first = touchSession(keep, START).id;
    expect(touchSession(keep, START + IDLE_MS - 1).id).toBe(first);
    expect(touchSession(keep, START + 2 * IDLE_MS - 2).id).toBe(first);
    expect(touchSession(keep, START + 3 * IDLE_MS - 2).id).not.toBe(first);
  });

  it("ends after 24 hours even when it is never idle", () => {
    const keep = memoryKeep();
    const first = touchSession(keep, START).id;
    let now = START;
    while (now + IDLE_MS / 2 < START + LONGEST_MS) {
      now += IDLE_MS / 2;
      expect(touchSession(keep, now).id).toBe(first);
    }
    expect(touchSession(keep, START + LONGEST_MS).id).not.toBe(first);
  });

  it("starts anew when the clock was set back or the stored value is broken", () => {
    const keep = memoryKeep();
    const first = touchSession(keep, START).id;
    expect(touchSession(keep, START - 1).id).not.toBe(first);
    keep.set("session", "[1");
    expect(touchSession(keep, START).id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("keeps the campaign that brought the visitor for the session and no longer", () => {
    const keep = memoryKeep();
    touchSession(keep, START, campaignOf("?utm_source=xiaohongshu&utm_medium=note&id=7"));
    expect(touchSession(keep, START + 1, campaignOf("")).campaign).toEqual({ utm_source: "xiaohongshu", utm_medium: "note" });
    expect(touchSession(keep, START + 2, campaignOf("?utm_source=douyin")).campaign).toEqual({ utm_source: "douyin" });
    expect(touchSession(keep, START + 2 + IDLE_MS).campaign).toEqual({});
  });
});
