import type { components } from "@/api/schema";

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
