import { describe, expect, it } from "vitest";
import { stepTo } from "./useWalkedChart";

describe("walking through a chart", () => {
  it("goes on from where it is and stops at the ends", () => {
    expect(stepTo("ArrowRight", -1, 3)).toBe(0);
    expect(stepTo("ArrowDown", 2, 3)).toBe(2);
    expect(stepTo("ArrowLeft", 1, 3)).toBe(0);
    expect(stepTo("ArrowUp", 0, 3)).toBe(0);
  });

  it("begins at the end when the first step is back, since the latest is there", () => {
    expect(stepTo("ArrowLeft", -1, 30)).toBe(29);
    expect(stepTo("End", -1, 30)).toBe(29);
    expect(stepTo("Home", 12, 30)).toBe(0);
  });

  it("leaves other keys and empty charts alone", () => {
    expect(stepTo("Tab", 1, 3)).toBeNull();
    expect(stepTo("Enter", 1, 3)).toBeNull();
    expect(stepTo("ArrowRight", -1, 0)).toBeNull();
  });
});
