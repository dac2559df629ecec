import { describe, expect, it } from "vitest";
import { narrowed, placed, type Tag, type TagGroup } from "./model";
import { signedName } from "./parts/source";

const tag = (id: number, name: string, status: Tag["status"] = "active"): Tag => ({
  id,
  name,
  color: "green",
  people: 0,
  status,
  expires_after_days: null,
  rule: null,
  synced: [],
});
const group = (id: number, name: string, tags: Tag[]): TagGroup => ({
  id,
  name,
  exclusive: false,
  color: "green",
  who: { everybody: true, roles: [] },
  tags,
});
const groups = [
  group(1, "客户等级", [tag(1, "金卡"), tag(2, "银卡"), tag(3, "旧卡", "archived")]),
  group(2, "意向", []),
];

describe("groups of tags", () => {
  it("shows what is in use, with groups that are still empty", () => {
    expect(narrowed(groups, "", "active").map((one) => [one.name, one.tags.length])).toEqual([
      ["客户等级", 2],
      ["意向", 0],
    ]);
  });

  it("finds tags by their own or their group's name, every word of it", () => {
    expect(narrowed(groups, "等级 金", "active").flatMap((one) => one.tags.map(({ id }) => id))).toEqual([1]);
    expect(narrowed(groups, "意向", "active")).toEqual([]);
  });

  it("keeps archived ones apart", () => {
    expect(narrowed(groups, "", "archived").map((one) => one.tags.map(({ name }) => name))).toEqual([
      ["旧卡"],
    ]);
  });

  it("knows where each tag stands", () => {
    expect(placed(groups).map((one) => one.group.id)).toEqual([1, 1, 1]);
  });

  it("calls people by their name alone", () => {
    expect(signedName("user:12 林运营")).toBe("林运营");
    expect(signedName(null)).toBeNull();
  });
});
