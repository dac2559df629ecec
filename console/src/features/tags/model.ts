import type { AnswerOf, LineOf } from "@/api/answers";

export type TagStatus = "active" | "archived";
export type TagGroup = LineOf<"/api/tag-groups">;
export type Tag = TagGroup["tags"][number];
export type SyncMark = Tag["synced"][number];
/** A tag together with the group it stands in. */
export interface PlacedTag extends Tag {
  group: TagGroup;
}
export type TagHistory = AnswerOf<"/api/tags/{tag_id}/history">;
export type TagMoment = TagHistory["items"][number];
export type TagDay = TagHistory["by_day"][number];
export type UsageLine = LineOf<"/api/tags/usage">;
export type Quality = AnswerOf<"/api/tags/quality">;
export type Idle = Quality["unused"][number];
/** The call that tidies up; sent as it is. */
export type CleanUp = Idle["clean_up"];
export type SyncAccount = LineOf<"/api/tags/sync">;

export interface GroupValues {
  name: string;
  color: string;
  exclusive: boolean;
  everybody: boolean;
  roles: number[];
}
export interface TagValues {
  name: string;
  group: number;
  color: string | null;
  expires_after_days: number | null;
  segment: number | null;
}

/** The colours a tag can have, calm side by side in either theme. */
export const COLOURS = [
  "green", "cyan", "blue", "geekblue", "purple", "magenta",
  "volcano", "red", "orange", "gold", "lime",
] as const; // biome-ignore format: a palette

export const placed = (groups: TagGroup[]): PlacedTag[] =>
  groups.flatMap((group) => group.tags.map((tag) => ({ ...tag, group })));

/** Groups with the tags whose name or group holds every word of `q` and whose status is asked for; empty groups only without `q`. */
export function narrowed(groups: TagGroup[], q: string, status: TagStatus): TagGroup[] {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      tags: group.tags.filter(
        (tag) =>
          tag.status === status &&
          words.every((word) => `${group.name} ${tag.name}`.toLowerCase().includes(word)),
      ),
    }))
    .filter((group) => group.tags.length > 0 || (!words.length && status === "active"));
}
