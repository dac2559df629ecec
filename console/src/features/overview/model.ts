export const MEASURES = ["new_friends", "active_people", "orders", "gmv"] as const;
export type Measure = (typeof MEASURES)[number];
export type Measures = Record<Measure, number>;

export interface Total {
  value: number;
  previous: number | null;
}
/** null: before the first event, where nothing is known. */
export interface Day extends Record<Measure, number | null> {
  day: string;
}
export interface Share extends Measures {
  /** null: what names none. */
  key: string | null;
  label: string | null;
}
export interface Overview {
  totals: Record<Measure, Total>;
  by_day: Day[];
  by_channel: Share[];
  by_store: Share[];
  fresh_at: string | null;
}
