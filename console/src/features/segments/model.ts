import type { components } from "@/api/schema";
import type { Bilingual } from "@/i18n";

type Schemas = components["schemas"];
/** A line of the customers' own list, and of a segment's. */
export type CustomerRow = Schemas["CustomerRow"];

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

/** The server keeps a rule as it was sent; what it says about it has this shape. */
type WithTree<T> = Omit<T, "tree"> & { tree: Node };
export type Segment = WithTree<Schemas["SegmentOut"]>;
export type SegmentValues = WithTree<Pick<Schemas["SegmentIn"], "name" | "tree">> & { description: string };
export type Preview = Schemas["PreviewOut"];
export type Version = WithTree<Schemas["VersionOut"]>;
export type Place = Schemas["PlaceOut"];
export type HistoryPoint = Schemas["SizeOut"];
/** The tree again, each part with its answer for one person. */
export type Answered = { answer: boolean; explanation: Bilingual } & (
  | { kind: GroupKind; of: Answered[] }
  | { kind: LeafKind }
);
export type Membership = Omit<Schemas["MembershipOut"], "tree"> & { tree: Answered };
export type Overlap = Schemas["SegmentOverlapOut"];
export type LibraryEntry = WithTree<Schemas["LibraryEntry"]>;
export type ExportRun = Schemas["ExportOut"];
/** Something done to everybody of a segment at once. */
export type Action = Schemas["SegmentActionOut"];
export type StaticList = Schemas["ListOut"];

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
