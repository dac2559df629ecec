import { describe, expect, it } from "vitest";
import { type Attachment, cardsOf, complete, filled, firstIncomplete } from "./attachments";

const link: Attachment = { kind: "link", title: "会员中心", url: "https://brand.example/m" };
const program: Attachment = { kind: "miniprogram", title: "商城", appid: "wx1", page: "/p", asset_id: 3 };

describe("attachments", () => {
  it.each<[Attachment, boolean]>([
    [{ kind: "image", asset_id: 1 }, true],
    [{ kind: "image" }, false],
    [{ kind: "file" }, false],
    [{ kind: "video", asset_id: 2 }, true],
    [link, true],
    [{ ...link, title: " " }, false],
    [{ ...link, url: "javascript:alert(1)" }, false],
    [{ ...link, url: "brand.example" }, false],
    [program, true],
    [{ ...program, asset_id: undefined }, false],
    [{ ...program, page: "" }, false],
  ])("%j is complete: %s", (one, expected) => {
    expect(complete(one)).toBe(expected);
  });

  it("names the first that lacks something", () => {
    expect(firstIncomplete([link, program])).toBeNull();
    expect(firstIncomplete([link, { kind: "image" }, { kind: "file" }])).toBe(2);
  });

  it("sends nothing that was left empty", () => {
    expect(filled([{ ...link, desc: "", picurl: "" }])).toEqual([link]);
  });

  it("shows them as cards", () => {
    const assets = [{ id: 1, name: "封面.png", url: "/x" }];
    expect(cardsOf([{ kind: "image", asset_id: 1 }, link, { kind: "file", asset_id: 9 }], assets)).toEqual([
      { kind: "image", title: "封面.png", image: "/api/wecom/media/1/content" },
      { kind: "link", title: "会员中心", image: null, from: "brand.example" },
      { kind: "file", title: "", image: null },
    ]);
  });
});
