import { describe, expect, it } from "vitest";
import {
  addedBelow,
  addedTop,
  at,
  changed,
  fromLive,
  moved,
  problemsOf,
  removed,
  same,
  toSend,
} from "./menu";

const LIVE = [
  { name: "会员", type: "click", key: "M", sub_button: [] },
  { name: "更多", sub_button: [{ name: "门店", type: "view", url: "https://x.cn", sub_button: [] }] },
];

describe("a menu", () => {
  it("is edited and sent as the platform gave it", () => {
    const menu = fromLive(LIVE);
    expect(toSend(menu)).toEqual([
      { name: "会员", type: "click", key: "M" },
      { name: "更多", sub_button: [{ name: "门店", type: "view", url: "https://x.cn" }] },
    ]);
    expect(same(menu, changed(menu, { top: 0 }, { url: "left over" }))).toBe(true);
    expect(same(menu, changed(menu, { top: 1, below: 0 }, { name: "门店地址" }))).toBe(false);
  });

  it("hands what a button does to the first below it", () => {
    const menu = addedBelow(fromLive(LIVE), 0, "积分");
    expect(menu[0]).toEqual({ name: "会员", sub_button: [{ name: "积分", type: "click", key: "M" }] });
    expect(at(addedBelow(menu, 0, "二"), { top: 0, below: 1 })).toEqual({ name: "二", type: "view" });
  });

  it("loses the row below with its last button", () => {
    const menu = removed(fromLive(LIVE), { top: 1, below: 0 });
    expect(menu[1]?.sub_button).toBeUndefined();
    expect(removed(menu, { top: 0 }).map((one) => one.name)).toEqual(["更多"]);
  });

  it("changes places only with a neighbour that is there", () => {
    const menu = addedTop(fromLive(LIVE), "三");
    expect(moved(menu, { top: 2 }, -1).map((one) => one.name)).toEqual(["会员", "三", "更多"]);
    expect(moved(menu, { top: 2 }, 1)).toEqual(menu);
  });

  it("says what the platform would refuse", () => {
    const menu = [
      { name: "名字实在太长了", type: "view", url: "x.cn" },
      { name: "", sub_button: [{ name: "a", type: "miniprogram", appid: "wx", url: "https://x.cn" }] },
      { name: "c" },
    ];
    expect(problemsOf(menu)).toEqual([
      { top: 0, field: "name", what: "long" },
      { top: 0, field: "url", what: "address" },
      { top: 1, field: "name", what: "missing" },
      { top: 1, below: 0, field: "pagepath", what: "missing" },
      { top: 2, field: "type", what: "missing" },
    ]);
    expect(problemsOf(fromLive(LIVE))).toEqual([]);
  });
});
