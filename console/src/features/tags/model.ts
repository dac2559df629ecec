export type TagStatus = "active" | "archived";
export type SyncState = "in_step" | "waiting" | "conflict" | "failed";

export interface SyncMark {
  account: string;
  kind: string;
  state: string;
  reason: string | null;
  /** What the platform answered, as its code. */
  error: string | null;
}
export interface Tag {
  id: number;
  name: string;
  color: string;
  people: number;
  status: TagStatus;
  expires_after_days: number | null;
  rule: { segment: number } | null;
  synced: SyncMark[];
}
export interface TagGroup {
  id: number;
  name: string;
  exclusive: boolean;
  color: string;
  /** Who may give and take its tags. */
  who: { everybody: boolean; roles: number[] };
  tags: Tag[];
}
/** A tag together with the group it stands in. */
export interface PlacedTag extends Tag {
  group: TagGroup;
}

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

/** Somebody got the tag, or lost it. */
export interface TagMoment {
  id: number;
  at: string;
  what: string;
  /** Null for somebody the reader may not see. */
  person_id: number | null;
  person: string | null;
  source: string;
  cause: string | null;
  by: string | null;
}
export interface TagDay {
  day: string;
  added: number;
  removed: number;
  people: number;
}
export interface TagHistory {
  items: TagMoment[];
  by_day: TagDay[];
}
export interface UsageLine {
  id: number;
  name: string;
  people: number;
  share: number;
  added_30d: number;
  removed_30d: number;
  last_given_at: string | null;
  sources: { source: string; people: number }[];
}
export interface OverlapPair {
  a: number;
  b: number;
  both: number;
  share: number;
}
/** The call that tidies up; sent as it is. */
export interface CleanUp {
  method: string;
  path: string;
  body?: { [key: string]: unknown } | null;
  label: { zh: string; en: string };
}
export interface Idle {
  tag: number;
  name: string;
  group: string;
  people: number;
  since: string;
  days: number;
  clean_up: CleanUp;
}
export interface Quality {
  unused: Idle[];
  stale: Idle[];
  overlapping: (OverlapPair & { clean_up: CleanUp })[];
  similar_names: {
    a: number;
    b: number;
    a_name: string;
    b_name: string;
    similarity: number;
    clean_up: CleanUp;
  }[];
  crowded: { group: number; name: string; tags: number; empty: number[]; clean_up: CleanUp | null }[];
}
export interface SyncConflict {
  tag: string;
  reason: { zh: string; en: string };
  here: string | null;
  there: string | null;
}
export interface SyncAccount {
  account: string;
  name: string;
  kind: string;
  last_at: string | null;
  in_step: number;
  waiting: number;
  conflicts: SyncConflict[];
  error: { zh: string; en: string } | null;
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
