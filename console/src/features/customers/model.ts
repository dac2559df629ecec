import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type CustomerRow = Schemas["CustomerRow"];
export type CustomerDetail = Schemas["CustomerDetail"];
export type Identifier = CustomerDetail["identifiers"][number];
export type Friendship = CustomerDetail["friends"][number];
export type Trait = CustomerDetail["traits"][number];
export type Merge = CustomerDetail["merges"][number];
/** Always two persons; the client reads a pair as a list. */
export type Conflict = Omit<Schemas["ConflictPage"]["items"][number], "persons"> & { persons: number[] };
export type Order = Schemas["Orders"]["items"][number];
export type Tag = Schemas["TagList"]["items"][number];
export type TagOfCustomer = Schemas["TagOfCustomer"];
export type TimelineEvent = Schemas["TimelineEvent"];
export type ConflictState = Conflict["state"];
export type Decision = "merge" | "keep_apart";

/** A line of an order, as the shop told it: none of it is promised. */
export interface OrderLine {
  name?: string;
  sku?: string;
  quantity?: number;
  price?: number;
  amount?: number;
}
