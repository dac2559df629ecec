import { describe, expect, it } from "vitest";
import { byDay, total } from "./history";

const point = (at: string, size: number, entered: number, left: number) => ({ at, size, entered, left });

describe("a segment's days", () => {
  const days = byDay(
    [
      point("2026-03-03T01:00:00Z", 14, 3, 1),
      // 18:00Z is two in the morning of the next day in Shanghai.
      point("2026-03-01T18:00:00Z", 12, 12, 0),
      point("2026-03-03T09:00:00Z", 10, 0, 4),
    ],
    "2026-03-01",
    "2026-03-04",
    "Asia/Shanghai",
  );

  it("are those of the organisation, unknown before the first record", () => {
    expect(days[0]).toEqual({ day: "2026-03-01", size: null, entered: null, left: null });
    expect(days[1]).toEqual({ day: "2026-03-02", size: 12, entered: 12, left: 0 });
  });

  it("end with the last hour's size and hold all who came and went", () => {
    expect(days[2]).toEqual({ day: "2026-03-03", size: 10, entered: 3, left: 5 });
  });

  it("without a record are as the day before", () => {
    expect(days[3]).toEqual({ day: "2026-03-04", size: 10, entered: 0, left: 0 });
    expect(total(days, "entered")).toBe(15);
  });
});
