import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useTyped } from "./useTyped";

describe("text that lives outside", () => {
  const handed: string[] = [];
  const field = (outside = "") =>
    renderHook(({ value }) => useTyped(value, (text) => handed.push(text)), {
      initialProps: { value: outside },
    });
  const pause = () => act(() => vi.advanceTimersByTime(300));

  beforeEach(() => {
    handed.length = 0;
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it("is handed on once, after the typing", () => {
    const { result } = field();
    act(() => result.current[1]("李"));
    act(() => vi.advanceTimersByTime(200));
    act(() => result.current[1]("李雷 "));
    pause();
    expect(handed).toEqual(["李雷"]);
  });

  it("keeps what was typed while outside was late", () => {
    const { result, rerender } = field();
    act(() => result.current[1]("李"));
    pause();
    act(() => result.current[1]("李雷"));
    rerender({ value: "李" });
    expect(result.current[0]).toBe("李雷");
    pause();
    expect(handed).toEqual(["李", "李雷"]);
    rerender({ value: "李雷" });
    expect(result.current[0]).toBe("李雷");
  });

  it("can be typed back to what it was before outside has followed", () => {
    const { result, rerender } = field();
    act(() => result.current[1]("李"));
    pause();
    act(() => result.current[1](""));
    rerender({ value: "李" });
    pause();
    expect(handed).toEqual(["李", ""]);
    rerender({ value: "" });
    expect(result.current[0]).toBe("");
  });

  it("is what somebody else set, and that is not handed on", () => {
    const { result, rerender } = field("李");
    act(() => result.current[1]("李雷"));
    rerender({ value: "王" });
    expect(result.current[0]).toBe("王");
    pause();
    rerender({ value: "" });
    pause();
    expect(result.current[0]).toBe("");
    expect(handed).toEqual([]);
  });
});
