import type { AnswerOf, LineOf, SentTo } from "@/api/answers";
import type { components } from "@/api/schema";
import type { Attachment, AttachmentKind } from "@/ui/attachments";

type Schemas = components["schemas"];

export type Group = Schemas["ChatGroup"];
export type GroupPage = Schemas["ChatGroupPage"];
export type GroupDays = Schemas["ChatGroupDays"];
export type Member = Schemas["ChatGroupMember"];
export type MemberPage = Schemas["ChatGroupMembers"];
export type State = Group["state"];
export type Kind = Member["kind"];

export const STATES: State[] = ["active", "owner_left", "dismissed"];
export const KINDS: Kind[] = ["customer", "staff", "outsider"];
export const SHOWN = ["inside", "left", "all"] as const;
export type Shown = (typeof SHOWN)[number];

export type JoinWay = LineOf<"/api/wecom/join-ways">;
export type JoinWayValues = Omit<SentTo<"/api/wecom/join-ways", "post">, "connection_id">;
export type Welcome = LineOf<"/api/wecom/group-welcomes">;
export type NewWelcome = SentTo<"/api/wecom/group-welcomes", "post">;
export type Figures = AnswerOf<"/api/wecom/group-figures">;
export type OwnerFigures = Figures["items"][number];
export type FiguresDay = Figures["days"][number];
/** How a code or a welcome stands at WeCom. */
export type Issued = JoinWay["status"];

export const MOST_GROUPS = 5;
export const WELCOME_BYTES = 3000;
/** WeCom puts the name of whoever comes in for it. */
export const NICKNAME = "%NICKNAME%";

/** What the chart of groups can show. */
export const MEASURES = [
  "group_joined",
  "group_members",
  "group_messages",
  "group_speakers",
  "groups_talking",
] as const;
export type Measure = (typeof MEASURES)[number];
/** Those that stand above the chart. */
export const SHOWN_MEASURES: Measure[] = [
  "group_joined",
  "group_members",
  "group_messages",
  "groups_talking",
];
/** Counted anew every day, so that days may be added up; the others stand as of the last day. */
const ADDED: readonly Measure[] = ["group_joined", "group_messages"];

/** One number for the whole period; null where WeCom has counted no day of it. */
export function overall(days: FiguresDay[], measure: Measure): number | null {
  if (!days.length) return null;
  if (ADDED.includes(measure)) return days.reduce((sum, day) => sum + day[measure], 0);
  return days.at(-1)?.[measure] ?? null;
}

/** What the form holds; WeCom takes one attachment. */
export interface WelcomeValues {
  name: string;
  text: string;
  attachments: Attachment[];
  notify: boolean;
}
export const WELCOME_KINDS: AttachmentKind[] = ["image", "link", "miniprogram"];

/** A welcome as the form shows it. */
export const welcomeValues = ({ name, text, attachment, notify }: Welcome): WelcomeValues => ({
  name,
  text,
  attachments: attachment ? [attachment as unknown as Attachment] : [],
  notify,
});

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
