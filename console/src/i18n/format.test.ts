import { describe, expect, it } from "vitest";
import { dayIn, exactMoney, exactTime, relativeTime, shortCount, shortMoney } from "./format";

describe("counts", () => {
  it.each([
    [9_999, "9,999", "9,999"],
    [12_000, "1.2万", "12.0K"],
    [1_234_567, "123万", "1.2M"],
    [340_000_000, "3.4亿", "340M"],
    [0, "0", "0"],
  ])("%d reads %s and %s", (value, zh, en) => {
    expect(shortCount(value, "zh")).toBe(zh);
    expect(shortCount(value, "en")).toBe(en);
  });
});

describe("money", () => {
  it("is exact from whole fen", () => {
    expect(exactMoney(123_450, "zh")).toBe("¥1,234.50");
    expect(exactMoney(-5, "zh")).toBe("-¥0.05");
  });
  it("is short from ten thousand yuan", () => {
    expect(shortMoney(123_450, "zh")).toBe("¥1,234.50");
    expect(shortMoney(48_000_000, "zh")).toBe("¥48.0万");
  });
});

describe("times", () => {
  const midnight = "2026-03-01T16:00:00Z";
  it("belong to a day of the organisation, not of the reader", () => {
    expect(dayIn("Asia/Shanghai", new Date(midnight))).toBe("2026-03-02");
    expect(dayIn("UTC", new Date(midnight))).toBe("2026-03-01");
  });
  it("are exact in the organisation's zone", () => {
    expect(exactTime(midnight, "zh", "Asia/Shanghai")).toBe("2026/03/02 00:00:00");
  });
  it("are relative to now", () => {
    const now = new Date("2026-03-02T00:00:00Z").getTime();
    expect(relativeTime("2026-03-01T23:57:00Z", "zh", now, "刚刚")).toBe("3分钟前");
    expect(relativeTime("2026-03-01T23:59:30Z", "zh", now, "刚刚")).toBe("刚刚");
    expect(relativeTime("2026-03-02T01:30:00Z", "en", now, "just now")).toBe("in 1 hour");
  });
});
