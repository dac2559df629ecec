import { describe, expect, it } from "vitest";
import { bytesOf, type Conversation, fate, type Line, plainMoves, silence, withTimes } from "./model";

const line = (at: string, more: Partial<Line> = {}): Line => ({
  number: at,
  at,
  speaker: "customer",
  kind: "text",
  text: "在吗",
  servicer_name: null,
  delivery: null,
  reason: null,
  ...more,
});
const talk = (more: Partial<Conversation>): Conversation => ({
  id: 1, connection_id: 1, open_kfid: "wk", account_name: "客服", person_id: 1, person_name: null, state: "unhandled", moves: [],
  last: null, servicer: null, servicer_name: null, scene: null, entered_at: null,
  asked_at: "2026-03-02T02:00:00Z", answered_at: null, answerable_until: "2026-03-04T02:00:00Z",
  messages_left: 0, ...more,
}); // biome-ignore format: a value
const NOW = Date.parse("2026-03-03T02:00:00Z");

describe("conversations", () => {
  it("say the time where the talk paused", () => {
    const lines = ["2026-03-02T02:00:00Z", "2026-03-02T02:09:00Z", "2026-03-02T02:30:00Z"].map((at) =>
      line(at),
    );
    expect(withTimes(lines).map(({ time }) => time)).toEqual([true, false, true]);
  });

  it("say why nothing can be answered", () => {
    expect(silence(talk({ messages_left: 5 }), NOW)).toBeNull();
    expect(silence(talk({ state: "human" }), NOW)).toBe("human");
    expect(silence(talk({ answerable_until: null }), NOW)).toBe("never");
    expect(silence(talk({}), NOW)).toBe("used_up");
    expect(silence(talk({}), NOW + 3 * 86_400_000)).toBe("late");
  });

  it("tell what became of a message of ours, and of no other", () => {
    const ours = (delivery: string) => fate(line("", { speaker: "us", delivery }));
    expect(["queued", "sent", "failed", "blocked"].map(ours)).toEqual(["waiting", null, "failed", "failed"]);
    expect(fate(line("", { delivery: "failed" }))).toBeNull();
  });

  it("count bytes as the platform does", () => expect(bytesOf("好a")).toBe(4));
  it("leave out the move that needs a person", () =>
    expect(plainMoves(talk({ moves: ["queued", "human", "ended"] }))).toEqual(["queued", "ended"]));
});
