import { expect, it } from "vitest";
import { supplyOf } from "./model";

it("says in time that links are about to bring nobody any more", () => {
  expect([0, 49, 50].map((balance) => supplyOf({ total: 1000, balance }))).toEqual(["gone", "low", "fine"]);
  expect(supplyOf(undefined)).toBe("unknown");
});
