import { describe, expect, it } from "vitest";
import { type FiguresDay, overall, type Welcome, welcomeValues } from "./model";

const day = (of: string, joined: number, members: number): FiguresDay => ({
  day: of,
  groups: 1,
  groups_new: 0,
  groups_talking: 1,
  group_members: members,
  group_joined: joined,
  group_speakers: 1,
  group_messages: 1,
});

describe("figures of groups", () => {
  it("adds up what happens on a day and takes the last of what stands", () => {
    const days = [day("2026-03-01", 2, 10), day("2026-03-02", 3, 13)];
    expect(overall(days, "group_joined")).toBe(5);
    expect(overall(days, "group_members")).toBe(13);
    expect(overall([], "group_members")).toBeNull();
  });
});

describe("a group welcome", () => {
  it("is shown with what goes with it", () => {
    const attachment = { kind: "link", title: "群规", url: "https://x" };
    const welcome = { name: "a", text: "hi", attachment, notify: false } as unknown as Welcome;
    expect(welcomeValues(welcome).attachments).toEqual([attachment]);
    expect(welcomeValues({ ...welcome, attachment: null }).attachments).toEqual([]);
  });
});
