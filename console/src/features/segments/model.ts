import type { components } from "@/api/schema";
import type { Bilingual } from "@/i18n";

export type CustomerRow = components["schemas"]["CustomerRow"];

/** A name the server sends: in both languages, or as somebody wrote it. */
export type Label = Bilingual | string;

export type GroupKind = "all" | "any" | "none";
export type SpanUnit = "minute" | "hour" | "day" | "week" | "month";
export type PeriodUnit = "day" | "week" | "month" | "quarter" | "year";
export interface Span {
  n: number;
  unit: SpanUnit;
}
export type Window =
  | { kind: "ever" }
  | { kind: "last" | "before"; n: number; unit: SpanUnit }
  | { kind: "between"; from: string; to: string }
  | { kind: "this" | "previous"; unit: PeriodUnit };

export type Scalar = string | number | boolean;
export type Value = Scalar | Scalar[] | Span | { n: number } | null | undefined;
/** A condition on one property of an event. */
export interface Filter {
  property: string;
  operator: string;
  value?: Value;
}
export interface Step {
  event: string;
  where: Filter[];
}

export interface TraitLeaf {
  kind: "trait";
  trait: string;
  operator: string;
  value?: Value;
}
export type Measure = "count" | "days" | "sum" | "average" | "minimum" | "maximum";
export interface EventLeaf {
  kind: "event";
  event: string;
  where: Filter[];
  measure: Measure;
  property?: string;
  operator: string;
  value: number | number[] | null;
  window: Window;
}
export interface EventTimeLeaf {
  kind: "event_time";
  which: "first" | "last";
  event: string;
  where: Filter[];
  window: Window;
}
export interface SequenceLeaf {
  kind: "sequence";
  steps: Step[];
  within: Span;
  window: Window;
}
export interface TagLeaf {
  kind: "tag";
  has: "any" | "all" | "none";
  tags: number[];
}
export interface FriendLeaf {
  kind: "friend";
  state: "open" | "lost" | "never";
  staff: number[];
  stores: number[];
}
export interface ChatLeaf {
  kind: "group";
  state: "in" | "left" | "never";
  groups: (string | number)[];
}
export interface FollowerLeaf {
  kind: "follower";
  state: "following" | "left" | "never";
  accounts: string[];
}
export interface IdentityLeaf {
  kind: "identity";
  has: boolean;
  identifier: string;
}
export interface ChannelLeaf {
  kind: "channel";
  touch: "first" | "last" | "any";
  channels: string[];
}
export interface RfmLeaf {
  kind: "rfm";
  cells: string[];
}
export interface LifecycleLeaf {
  kind: "lifecycle";
  layers: string[];
}
export interface SegmentLeaf {
  kind: "segment";
  segment: number | null;
}
export interface ListLeaf {
  kind: "list";
  list: number | null;
}
export interface SampleLeaf {
  kind: "sample";
  salt: string;
  from: number;
  to: number;
}
export type Leaf =
  | TraitLeaf
  | EventLeaf
  | EventTimeLeaf
  | SequenceLeaf
  | TagLeaf
  | FriendLeaf
  | ChatLeaf
  | FollowerLeaf
  | IdentityLeaf
  | ChannelLeaf
  | RfmLeaf
  | LifecycleLeaf
  | SegmentLeaf
  | ListLeaf
  | SampleLeaf;
export type LeafKind = Leaf["kind"];
export interface Group {
  kind: GroupKind;
  of: Node[];
}
export type Node = Group | Leaf;

export const isGroup = (node: Node): node is Group => "of" in node;

export interface Trend {
  day: string;
  size: number;
}
export interface Segment {
  id: number;
  name: string;
  description: string;
  status: "active" | "archived";
  tree: Node;
  version: number;
  size: number | null;
  evaluated_at: string | null;
  sentence: Bilingual;
  created_by: string | null;
  created_at: string;
  updated_by: string | null;
  updated_at: string;
  used_by: number;
  trend: Trend[];
}
export interface SegmentValues {
  name: string;
  description: string;
  tree: Node;
}

export interface SamplePerson {
  id: number;
  name: string | null;
  avatar: string | null;
  city: string | null;
  last_seen_at: string | null;
}
export interface Preview {
  size: number;
  of: number;
  as_of: string;
  took_ms: number;
  sentence: Bilingual;
  leaves: { path: number[]; size: number }[];
  sample: SamplePerson[];
}
export interface Version {
  version: number;
  tree: Node;
  sentence: Bilingual;
  at: string;
  by: string | null;
  note: string | null;
}
export interface Place {
  kind: string;
  id: number | string;
  name: string;
  url: string | null;
}
export interface HistoryPoint {
  at: string;
  size: number;
  entered: number;
  left: number;
}
/** The tree again, each part with its answer for one person. */
export type Answered = { answer: boolean; explanation: Bilingual } & (
  | { kind: GroupKind; of: Answered[] }
  | { kind: LeafKind }
);
export interface Membership {
  member: boolean;
  as_of: string;
  tree: Answered;
}
export interface Overlap {
  sets: { id: number; name: string; size: number }[];
  regions: { in: number[]; size: number }[];
}
export interface LibraryEntry {
  key: string;
  name: Bilingual;
  why: Bilingual;
  tree: Node;
  size?: number | null;
}
export interface ExportRun {
  id: number;
  segment_id: number;
  state: string;
  rows: number | null;
  created_at: string;
  by: string | null;
  reason: string;
  url: string | null;
}
/** Something done to everybody of a segment at once. */
export interface Action {
  id: number;
  kind: "tag" | "assign";
  segment_id: number;
  state: "running" | "done" | "undoing" | "undone";
  people: number;
  changed: number;
  by: string;
  created_at: string;
}
export interface StaticList {
  id: number;
  name: string;
  state: string;
  identifier: string;
  rows: number | null;
  matched: number | null;
  unmatched: number | null;
  ambiguous: number | null;
  duplicates: number | null;
  encoding: string | null;
  unmatched_url: string | null;
  created_at: string;
  error: Bilingual | null;
}

export type TraitKind = "text" | "number" | "money" | "date" | "time" | "yes_no" | "one_of" | "many_of";
export interface Choice {
  value: string;
  label: Label;
}
export interface TraitWord {
  key: string;
  label: Label;
  kind: TraitKind;
  operators: string[];
  options: Choice[];
  group: Label | null;
}
export interface PropertyWord {
  name: string;
  label: Label;
  type: string;
  unit?: string | null;
}
export interface EventWord {
  name: string;
  label: Label;
  group: Label | null;
  properties: PropertyWord[];
}
export interface Named<Id = number> {
  id: Id;
  name: string;
  detail?: string | null;
}
/** All that conditions can be made of. */
export interface Vocabulary {
  traits: TraitWord[];
  events: EventWord[];
  tags: (Named & { group: string | null })[];
  staff: Named[];
  stores: Named[];
  groups: Named<string | number>[];
  accounts: Named<string>[];
  identifiers: Choice[];
  /** By what an uploaded list can be matched; the first is: find out. */
  list_identifiers: Choice[];
  channels: Choice[];
  segments: (Named & { size?: number | null })[];
  lists: Named[];
  rfm: Choice[];
  lifecycle: Choice[];
}
