import type { AnswerOf, LineOf, SentTo } from "@/api/answers";

export type HandoverPage = AnswerOf<"/api/wecom/transfers">;
export type Handover = HandoverPage["items"][number];
export type State = Handover["state"];
export type NewHandover = SentTo<"/api/wecom/transfers", "post">;
export type Candidate = LineOf<"/api/wecom/transfers/candidates">;
export type Orphan = LineOf<"/api/wecom/unassigned">;

export const STATES: State[] = ["asking", "waiting", "done", "refused", "full", "failed", "lapsed"];
/** What a number on top of the page stands for. */
export const SUMS: Record<"underWay" | "done" | "refused" | "failed", State[]> = {
  underWay: ["asking", "waiting"],
  done: ["done"],
  refused: ["refused", "full"],
  failed: ["failed", "lapsed"],
};
export const MESSAGE_CHARS = 200;

export const colourOf = (state: State): string =>
  ({
    asking: "processing",
    waiting: "processing",
    done: "success",
    refused: "warning",
    full: "warning",
    failed: "error",
    lapsed: "default",
  })[state];

/** How many there are in any of some states. */
export const sumOf = (states: HandoverPage["states"], wanted: State[]): number =>
  wanted.reduce((sum, state) => sum + (states[state] ?? 0), 0);

/** Customers of each member who left, as one request each; who is no staff of ours (any more) cannot be asked for. */
export function byMember(orphans: Orphan[]): { staff: number; name: string; customers: string[] }[] {
  const found = new Map<number, { staff: number; name: string; customers: string[] }>();
  for (const { staff_id, handover, handover_name, external_userid } of orphans) {
    if (staff_id === null) continue;
    const of = found.get(staff_id) ?? { staff: staff_id, name: handover_name ?? handover, customers: [] };
    found.set(staff_id, { ...of, customers: [...of.customers, external_userid] });
  }
  return [...found.values()];
}
