import { describe, expect, it } from "vitest";
import {
  cancellable,
  closable,
  movesOf,
  newNumber,
  type Order,
  refundable,
  type Stock,
  toFen,
  toneOf,
  type Transfer,
} from "./model";

const order = (more: Partial<Order>) => ({ amount: 1000, refunded: 0, state: "SUCCESS", ...more }) as Order;

describe("payments", () => {
  it("reads 元 as 分 without losing any", () => {
    expect([0.1, 19.99, 1.005, null].map(toFen)).toEqual([10, 1999, 100, 0]);
  });

  it("gives back what was paid and not yet given back", () => {
    expect(refundable(order({ refunded: 300 }))).toBe(700);
    expect(refundable(order({ state: "REFUND", refunded: 1000 }))).toBe(0);
    expect(refundable(order({ state: "NOTPAY" }))).toBe(0);
  });

  it("closes what is not paid, takes back what nobody has taken", () => {
    expect(["preparing", "NOTPAY", "SUCCESS"].map((state) => closable(order({ state })))).toEqual([
      true,
      true,
      false,
    ]);
    const states = ["WAIT_USER_CONFIRM", "TRANSFERING", "SUCCESS"];
    expect(states.map((state) => cancellable({ state } as Transfer))).toEqual([true, false, false]);
  });

  it("starts, pauses and goes on with a batch", () => {
    const moves = ["asking", "unactivated", "running", "paused"].map((status) =>
      movesOf({ status } as Stock),
    );
    expect(moves).toEqual([[], ["start"], ["pause"], ["restart"]]);
  });

  it("makes numbers of letters and digits that fit 32 characters", () => {
    const made = newNumber("T", Date.UTC(2026, 2, 2, 2), 0.5);
    expect(made).toMatch(/^T20260302020000[0-9A-Z]{6}$/);
    expect(newNumber("T", 0, 0)).not.toBe(newNumber("T", 0, 0.9));
  });

  it("shows states as they feel", () => {
    expect(["SUCCESS", "ABNORMAL", "CLOSED", "PROCESSING"].map(toneOf)).toEqual([
      "success", "error", undefined, "processing",
    ]); // biome-ignore format: a list
  });
});
