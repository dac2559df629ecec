import type { AnswerOf, LineOf, MadeBy, SentTo } from "@/api/answers";
import { type Attachment, type AttachmentKind, filled, MOST } from "@/ui/attachments";

export type MassPage = AnswerOf<"/api/wecom/mass-messages">;
export type Mass = LineOf<"/api/wecom/mass-messages">;
export type MassDetail = AnswerOf<"/api/wecom/mass-messages/{mass_id}">;
export type Member = MassDetail["members"][number];
export type RecipientPage = AnswerOf<"/api/wecom/mass-messages/{mass_id}/recipients">;
export type Recipient = RecipientPage["items"][number];
export type MassCheck = MadeBy<"/api/wecom/mass-messages/check">;
export type MassBody = SentTo<"/api/wecom/mass-messages", "post">;
export type Connection = LineOf<"/api/wecom/mass-messages/connections">;

export type MomentPage = AnswerOf<"/api/wecom/moments">;
export type Moment = LineOf<"/api/wecom/moments">;
export type MomentDetail = AnswerOf<"/api/wecom/moments/{number}">;
export type MomentMember = MomentDetail["by_member"][number];
export type MomentReaction = LineOf<"/api/wecom/moments/{number}/reactions">;
export type MomentBody = SentTo<"/api/wecom/moments", "post">;

export type MassStateName = Mass["state"];
export type MomentStateName = Moment["state"];
export type TargetState = Recipient["state"];

export const MASS_STATES: MassStateName[] = [
  "scheduled",
  "preparing",
  "waiting",
  "done",
  "ended",
  "cancelled",
  "failed",
];
export const MOMENT_STATES: MomentStateName[] = [
  "preparing",
  "creating",
  "waiting",
  "done",
  "ended",
  "cancelled",
  "failed",
];
export const TARGET_STATES: TargetState[] = ["waiting", "sent", "failed", "blocked"];
/** Something is still being done about it in the background. */
export const UNDERWAY: string[] = ["preparing", "creating"];

/** Why somebody got nothing, as the server knows it; anything else is a refusal of WeCom. */
export const REASONS = [
  "monthly_cap",
  "not_friend",
  "not_reachable",
  "not_chosen",
  "not_sent",
  "not_confirmed",
  "cancelled",
  "task_gone",
  "suppressed",
] as const;
export type Reason = (typeof REASONS)[number] | "other";
export const reasonOf = (code: string): Reason => REASONS.find((known) => known === code) ?? "other";

/** Reasons with how many, the most common first; what we have no word for is one line. */
export function reasonsOf(reasons: Record<string, number>): { reason: Reason; people: number }[] {
  const found = new Map<Reason, number>();
  for (const [code, people] of Object.entries(reasons)) {
    found.set(reasonOf(code), (found.get(reasonOf(code)) ?? 0) + people);
  }
  return [...found].map(([reason, people]) => ({ reason, people })).sort((a, b) => b.people - a.people);
}

export const cappedOf = (mass: Mass): number => mass.counts.reasons.monthly_cap ?? 0;
/** Got nothing for another reason than the month's share. */
export const unsentOf = (mass: Mass): number => mass.counts.failed + mass.counts.blocked - cappedOf(mass);
/** What a list calls a message without a name. */
export const titleOf = ({ name, text }: { name: string; text: string }): string =>
  name || text.split("\n", 1)[0]?.slice(0, 40) || "";

// ---- what is sent

export const LONGEST_TEXT_BYTES = 4000;
export const LONGEST_MOMENT_CHARACTERS = 2000;
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** What may still go along with a moment: up to nine pictures, or one film, or one link. */
export function kindsLeft(attachments: Attachment[]): AttachmentKind[] {
  const first = attachments[0];
  if (!first) return ["image", "video", "link"];
  return first.kind === "image" && attachments.length < MOST ? ["image"] : [];
}

/** An attachment as the server keeps it, in our shape or in WeCom's own. */
export function oursOf(attachment: Record<string, unknown>): Attachment {
  const kind = String(attachment.msgtype ?? attachment.kind);
  const inner = attachment.msgtype ? (attachment[kind] as object | undefined) : attachment;
  return { ...inner, kind: kind as AttachmentKind };
}

/** As the server takes them: without what was left empty. */
export const toSend = (attachments: Attachment[]): Record<string, unknown>[] =>
  filled(attachments).map((one) => ({ ...one }));

// ---- whom it goes to

export const AUDIENCES = ["segment", "staff", "groups"] as const;
export type AudienceKind = (typeof AUDIENCES)[number];
export interface MassValues {
  name: string;
  connection_id?: number;
  audience: AudienceKind;
  segment_id?: number | null;
  staff_ids?: number[];
  group_ids?: number[];
  text: string;
  attachments: Attachment[];
  allow_select: boolean;
  /** Wall-clock time in the organisation's zone; empty: now. */
  send_at?: string;
}

/** Only what the chosen way of choosing says; null while nobody is chosen. */
export function audienceOf(
  values: Pick<MassValues, "audience" | "segment_id" | "staff_ids" | "group_ids">,
): MassBody["audience"] | null {
  const nobody = { staff_ids: [], person_ids: [], group_ids: [] };
  if (values.audience === "segment") {
    return values.segment_id ? { ...nobody, segment_id: values.segment_id } : null;
  }
  if (values.audience === "staff") {
    return values.staff_ids?.length ? { ...nobody, staff_ids: values.staff_ids } : null;
  }
  return values.group_ids?.length ? { ...nobody, group_ids: values.group_ids } : null;
}

/** The moment at which clocks in `timezone` show `wall` ("2026-03-02T10:00"). */
export function instantOf(wall: string, timezone: string): string {
  const asUtc = Date.parse(`${wall}:00Z`);
  const shownAt = (instant: number) => {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone: timezone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }).formatToParts(instant);
    const part = (type: string) => parts.find((one) => one.type === type)?.value;
    return Date.parse(
      `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:00Z`,
    );
  };
  let instant = asUtc;
  // The second look is for the hours around a change of summer time.
  for (let look = 0; look < 2; look++) instant += asUtc - shownAt(instant);
  return new Date(instant).toISOString();
}
