import { describe, expect, it } from "vitest";
import type { Connection, Health } from "./model";
import { newSecret } from "./parts/newSecrets";
import { verdict } from "./verdict";

const NOW = Date.parse("2026-03-02T02:00:00Z");
const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();

const connection = (health: Partial<Health>, rest: Partial<Connection> = {}) =>
  ({
    status: "ok",
    callback_entered: true,
    health: { last_callback_at: hoursAgo(1), failed: 0, ...health },
    ...rest,
  }) as Connection;

describe("verdict", () => {
  it.each([
    ["good", connection({})],
    ["quiet", connection({ last_callback_at: hoursAgo(25) })],
    ["new", connection({ last_callback_at: null })],
    ["failing", connection({ failed: 1 })],
    ["broken", connection({ failed: 1 }, { status: "refused" })],
    ["off", connection({ failed: 1 }, { status: "refused", switched_off_at: hoursAgo(1) })],
    ["broken", connection({ last_callback_at: null }, { status: "unreachable" })],
    ["good", connection({ last_callback_at: null }, { callback_entered: false })],
    ["unchecked", connection({ last_callback_at: null }, { callback_entered: false, status: "new" })],
  ])("is %s", (expected, given) => {
    expect(verdict(given, NOW)).toBe(expected);
  });
});

describe("a new secret", () => {
  it("is what WeChat's consoles take", () => {
    expect(newSecret("callback_token")).toMatch(/^[A-Za-z0-9]{24}$/);
    const key = newSecret("encoding_aes_key");
    expect(key).toMatch(/^[A-Za-z0-9]{43}$/);
    expect(btoa(atob(`${key}=`))).toBe(`${key}=`);
    expect(newSecret("encoding_aes_key")).not.toBe(key);
  });
});
