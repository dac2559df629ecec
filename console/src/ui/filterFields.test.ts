import i18next from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { startLanguage } from "@/i18n";
import { type FilterField, filterNames, isSet, sentence } from "./filterFields";

const channel: FilterField = {
  key: "channel",
  kind: "choice",
  label: "渠道",
  options: [{ value: "dy", label: "抖音" }],
};
const source: FilterField = {
  key: "tag",
  kind: "choices",
  label: "标签",
  options: [
    { value: "1", label: "银卡" },
    { value: "2", label: "金卡" },
  ],
};
const seen: FilterField = { key: "first_seen", kind: "days", label: "首次出现" };
const orders: FilterField = { key: "orders", kind: "number", label: "订单数" };
const spent: FilterField = { key: "gmv", kind: "money", label: "累计消费" };

beforeAll(() => startLanguage("zh"));

describe("filters", () => {
  it("write the query names of the API", () => {
    expect(filterNames([channel, seen, orders])).toEqual([
      "channel",
      "first_seen_from",
      "first_seen_to",
      "orders_min",
      "orders_max",
    ]);
    expect(isSet(orders, { orders_max: "3" })).toBe(true);
    expect(isSet(orders, { orders: "3" })).toBe(false);
  });

  it.each([
    [channel, { channel: "dy" }, "渠道 是 抖音"],
    [source, { tag: "1" }, "标签 是 银卡"],
    [source, { tag: "1,2,9" }, "标签 是 银卡、金卡 或 9"],
    [source, { tag: "1,2,3,4" }, "标签 是 银卡 等 4 个"],
    [seen, { first_seen_from: "2026-03-01", first_seen_to: "2026-03-08" }, "首次出现 3月1日 至 3月8日"],
    [seen, { first_seen_to: "2026-03-08" }, "首次出现 到 3月8日 为止"],
    [orders, { orders_min: "3" }, "订单数 不少于 3"],
    [spent, { gmv_min: "10000" }, "累计消费 不少于 ¥100.00"],
  ])("read as a sentence", (field, values, text) => {
    expect(sentence(field, values as Record<string, string>, i18next.t, "zh")).toBe(text);
  });
});
