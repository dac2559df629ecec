import { expect, it } from "vitest";
import { kindOf, productSent, shownSize } from "./model";

it("calls files as WeCom does", () => {
  expect(["image/png", "video/mp4", "audio/amr", "application/pdf", "image/gif"].map(kindOf)).toEqual([
    "image",
    "video",
    "voice",
    "file",
    "file",
  ]);
});

it("shows sizes short", () => {
  expect([12, 2048, 3_565_158].map(shownSize)).toEqual(["12 B", "2 KB", "3.4 MB"]);
});

it("sends 分 without losing one", () => {
  const values = {
    description: " 面霜 ",
    yuan: 19.9,
    number: "A1",
    pictures: [{ kind: "image" as const, asset_id: 4 }],
  };
  expect(productSent(values, 1)).toEqual({
    connection_id: 1,
    description: "面霜",
    price: 1990,
    number: "A1",
    asset_ids: [4],
  });
});
