import type { AnswerOf, LineOf } from "@/api/answers";

export type Conversations = AnswerOf<"/api/wecom/kf/conversations">;
export type Conversation = LineOf<"/api/wecom/kf/conversations">;
export type State = Conversation["state"];
export type Line = LineOf<"/api/wecom/kf/conversations/{session_id}/messages">;
export type Account = LineOf<"/api/wecom/kf/accounts">;
export type Servicer = LineOf<"/api/wecom/kf/accounts/{open_kfid}/servicers">;

/** In the order of how soon somebody should look. */
export const STATES: State[] = ["unhandled", "queued", "human", "robot", "ended"];
export const OPEN = STATES.filter((state) => state !== "ended");
/** Kinds of messages that have a name here; any other is called unknown. */
export const KINDS = [
  "text", "image", "voice", "video", "file", "location", "link", "miniprogram", "business_card", "msgmenu",
] as const; // biome-ignore format: a list of words
/** Why one of ours did not arrive, as the ledger has it. */
export const REASONS = [
  "not_delivered", "window_used_up", "window_closed", "never_asked", "session_ended", "with_a_servicer",
] as const; // biome-ignore format: a list of words
export const MOST_BYTES = 2048;

const PAUSE_MS = 10 * 60_000;

export interface Shown {
  line: Line;
  /** Said above it: some time has passed since the line before. */
  time: boolean;
}

/** Lines with a time wherever the talk paused. */
export function withTimes(lines: Line[]): Shown[] {
  return lines.map((line, index) => {
    const before = lines[index - 1];
    return { line, time: !before || Date.parse(line.at) - Date.parse(before.at) > PAUSE_MS };
  });
}

export type Silence = "ended" | "queued" | "human" | "never" | "late" | "used_up";

/** Why nothing can be answered now; null when it can. */
export function silence(one: Conversation, now: number): Silence | null {
  if (one.messages_left > 0) return null;
  if (one.state === "ended" || one.state === "queued" || one.state === "human") return one.state;
  if (!one.answerable_until) return "never";
  return Date.parse(one.answerable_until) < now ? "late" : "used_up";
}

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** What became of a message of ours: on its way, not arrived, or nothing worth saying. */
export function fate(line: Line): "waiting" | "failed" | null {
  if (line.speaker !== "us" || !line.delivery) return null;
  if (["queued", "held", "sending"].includes(line.delivery)) return "waiting";
  return ["sent", "delivered"].includes(line.delivery) ? null : "failed";
}

/** What a session may become, without the state that needs a choice of its own. */
export const plainMoves = (one: Conversation): State[] => one.moves.filter((state) => state !== "human");

/** Names one message; also where the page is not served over https, which `crypto.randomUUID` asks for. */
export const newKey = (): string => `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
