import { describe, expect, it } from "vitest";
import { forEach } from "./each";

describe("forEach", () => {
  it("does every item once and never more than a few at a time", async () => {
    let busy = 0;
    let most = 0;
    const seen: number[] = [];
    const told: number[] = [];
    const end = await forEach(
      [1, 2, 3, 4, 5, 6, 7],
      async (item) => {
        busy += 1;
        most = Math.max(most, busy);
        await Promise.resolve();
        seen.push(item);
        busy -= 1;
      },
      ({ done }) => told.push(done),
      { atOnce: 3 },
    );
    expect(seen.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(end.failed).toEqual([]);
  });

  it("goes on after a failure and says which failed", async () => {
    const end = await forEach(
      ["a", "b", "c"],
      (item) => (item === "b" ? Promise.reject(new Error("no")) : Promise.resolve()),
      () => undefined,
    );
    expect(end.done).toBe(3);
    expect(end.failed.map(({ item }) => item)).toEqual(["b"]);
  });

  it("stops between items when asked", async () => {
    let count = 0;
    const end = await forEach(
      [1, 2, 3, 4],
      async () => {
        count += 1;
      },
      () => undefined,
      { atOnce: 1, stopped: () => count >= 2 },
    );
    expect(end.done).toBe(2);
  });
});
