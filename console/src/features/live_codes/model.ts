import type { components } from "@/api/schema";
import type { Attachment } from "@/ui/attachments";

type Schemas = components["schemas"];

export type LiveCode = Schemas["LiveCodeOut"];
export type LiveCodePage = Schemas["LiveCodePage"];
export type Rotation = LiveCode["rotation"];
export type Status = LiveCode["status"];
export type Variable = Schemas["Variable"];
export type Staff = Schemas["StaffOut"];

/** Of a code, as the form knows them. */
export const attachmentsOf = (code: LiveCode) => code.welcome_attachments as unknown as Attachment[];

export const ROTATIONS: Rotation[] = ["single", "round_robin", "all"];
export const STATUSES: Status[] = ["active", "draft", "failed", "archived"];

/** What the form holds; `staff` is one number when one person answers. */
export interface CodeValues {
  name: string;
  channel: string;
  connection_id: number;
  rotation: Rotation;
  staff_ids: number[];
  tag_ids: number[];
  welcome_text: string;
  welcome_attachments: Attachment[];
}
