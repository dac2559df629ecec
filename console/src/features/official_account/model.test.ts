import { describe, expect, it } from "vitest";
import {
  type FollowerDay,
  everyDay,
  fieldsOf,
  filledIn,
  gainedBySource,
  massCount,
  toHtml,
  toText,
} from "./model";

describe("figures", () => {
  it("add up followers by the way they came", () => {
    const day = { day: "2026-03-01", gained: 3, lost: 1, total: 9 };
    const days: FollowerDay[] = [
      { ...day, by_source: { "30": [2, 0], "1": [1, 1] } },
      { ...day, by_source: { "30": [4, 0], "0": [0, 1] } },
    ];
    expect(gainedBySource(days)).toEqual([
      { source: "30", gained: 6 },
      { source: "1", gained: 1 },
    ]);
  });

  it("leave a gap where a day is not known", () => {
    const rows = everyDay([{ day: "2026-02-28", readers: 0 }], "2026-02-27", "2026-03-01");
    expect(rows).toEqual([{ day: "2026-02-27" }, { day: "2026-02-28", readers: 0 }, { day: "2026-03-01" }]);
  });
});

describe("the result of a mass message", () => {
  it("says how many were filtered out, not how many were left", () => {
    const counts = { total: 20, filtered: 18, sent: 17, failed: 1 };
    expect(massCount(counts, "filtered")).toBe(2);
    expect(massCount(counts, "sent")).toBe(17);
    expect(massCount({}, "filtered")).toBeNull();
  });
});

describe("a template", () => {
  const content = "{{first.DATA}}\n会员：{{thing1.DATA}}\n积分：{{number2.DATA}}";
  it("has its blanks named by what stands before them", () => {
    expect(fieldsOf(content)).toEqual([
      { name: "first", label: "first" },
      { name: "thing1", label: "会员" },
      { name: "number2", label: "积分" },
    ]);
  });
  it("keeps the marks of what is not filled in", () => {
    expect(filledIn(content, { thing1: "王芳" })).toBe("{{first.DATA}}\n会员：王芳\n积分：{{number2.DATA}}");
  });
});

describe("an article", () => {
  it("is written in paragraphs and read back so", () => {
    const text = "第一段 <3 & 更多\n同一段\n\n第二段";
    expect(toHtml(text)).toBe("<p>第一段 &lt;3 &amp; 更多<br>同一段</p><p>第二段</p>");
    expect(toText(toHtml(text))).toBe(text);
  });
  it("that is richer stays as it is", () => {
    const html = '<p style="color:red">花</p><img src="x">';
    expect(toText(html)).toBe(html);
    expect(toHtml(html)).toBe(html);
  });
});
