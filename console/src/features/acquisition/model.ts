import type { AnswerOf, LineOf, SentTo } from "@/api/answers";

export type AcquisitionLink = LineOf<"/api/wecom/acquisition-links">;
export type Status = AcquisitionLink["status"];
export type Quota = AnswerOf<"/api/wecom/acquisition-links/quota">;
export type Brought = LineOf<"/api/wecom/acquisition-links/{link_number}/customers">;
export type LinkValues = Omit<SentTo<"/api/wecom/acquisition-links", "post">, "connection_id">;

export const MOST_STAFF = 500;
/** With less than this left, links may stop bringing people before anybody looks again. */
const LOW = 50;

export const colourOf = (status: Status): string =>
  ({ active: "success", draft: "processing", failed: "error", unavailable: "warning", deleted: "default" })[
    status
  ];

export type Supply = "unknown" | "gone" | "low" | "fine";
export function supplyOf(quota: Quota | undefined): Supply {
  if (!quota) return "unknown";
  if (quota.balance <= 0) return "gone";
  return quota.balance < LOW ? "low" : "fine";
}
