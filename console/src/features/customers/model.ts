export interface Tag {
  id: number;
  name: string;
  color: string | null;
}
export interface CustomerRow {
  id: number;
  name: string | null;
  avatar: string | null;
  phone_masked: string | null;
  channel: string | null;
  first_seen_at: string | null;
  last_seen_at: string | null;
  friends: { staff_id: string | number; name: string; store: string | null }[];
  tags: Tag[];
  orders: number;
  gmv: number;
  last_order_at: string | null;
  events: number;
}
export interface CustomerDetail {
  id: number;
  name: string | null;
  phone_masked: string | null;
  totals: { orders: number; gmv: number; average: number; last_order_at: string | null; events: number };
  tags: Tag[];
}
