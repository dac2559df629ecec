import { expect, it } from "vitest";
import { everyDay } from "./days";

it("leaves a gap where nothing was counted yet", () => {
  const filled = everyDay([{ day: "2026-02-28", chats: 4 }], "2026-02-27", "2026-03-01");
  expect(filled).toEqual([{ day: "2026-02-27" }, { day: "2026-02-28", chats: 4 }, { day: "2026-03-01" }]);
});
