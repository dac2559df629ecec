import type { AnswerOf, LineOf, SentTo } from "@/api/answers";

export type Order = LineOf<"/api/pay/{connection_id}/orders">;
export type Refund = LineOf<"/api/pay/{connection_id}/refunds">;
export type Transfer = LineOf<"/api/pay/{connection_id}/transfers">;
export type Stock = LineOf<"/api/pay/{connection_id}/stocks">;
export type Coupon = LineOf<"/api/pay/{connection_id}/coupons">;
export type Merchants = AnswerOf<"/api/pay/merchants">;
export type Merchant = Merchants["items"][number];
export type NewTransfer = SentTo<"/api/pay/{connection_id}/transfers", "post">;
export type NewStock = SentTo<"/api/pay/{connection_id}/stocks", "post">;
export type StockMove = "start" | "pause" | "restart";
export type What = "order" | "refund" | "transfer" | "stock" | "coupon";

/** The states of each kind, in the order of their lives. A state the platform adds later is shown by its own word. */
export const STATES: Record<What, readonly string[]> = {
  order: ["preparing", "NOTPAY", "SUCCESS", "REFUND", "CLOSED", "PAYERROR"],
  refund: ["asking", "PROCESSING", "SUCCESS", "CLOSED", "ABNORMAL", "refused"],
  transfer: [
    "asking", "ACCEPTED", "PROCESSING", "WAIT_USER_CONFIRM", "TRANSFERING", "SUCCESS", "FAIL", "CANCELING", "CANCELLED",
    "refused",
  ],
  stock: ["asking", "unactivated", "running", "paused"],
  coupon: ["asking", "SENDED", "USED", "refused"],
}; // biome-ignore format: lists of words

const GOOD = ["SUCCESS", "running", "SENDED", "USED"];
const BAD = ["PAYERROR", "ABNORMAL", "FAIL", "refused"];
const OVER = ["CLOSED", "CANCELLED", "REFUND", "paused", "unactivated"];

export function toneOf(state: string): "success" | "error" | "processing" | undefined {
  if (GOOD.includes(state)) return "success";
  if (BAD.includes(state)) return "error";
  return OVER.includes(state) ? undefined : "processing";
}

/** 元 as typed → 分. */
export const toFen = (yuan: number | null | undefined): number => Math.round((yuan ?? 0) * 100);

/** What of an order can still be given back, in 分. */
export const refundable = (order: Order): number =>
  order.state === "SUCCESS" || order.state === "REFUND" ? Math.max(order.amount - order.refunded, 0) : 0;
export const closable = (order: Order): boolean => ["preparing", "NOTPAY"].includes(order.state);
/** Before the receiver has taken it. */
export const cancellable = (transfer: Transfer): boolean =>
  ["ACCEPTED", "WAIT_USER_CONFIRM"].includes(transfer.state);

/** What a batch can be told to do next. */
export function movesOf(stock: Stock): StockMove[] {
  if (stock.status === "unactivated") return ["start"];
  if (stock.status === "running") return ["pause"];
  return stock.status === "paused" ? ["restart"] : [];
}

const DIGITS = 6;

/** A number of ours: letters and digits only, which every kind of entry takes. `at` in ms. */
export function newNumber(prefix: string, at: number, chance: number): string {
  const moment = new Date(at).toISOString().replace(/\D/g, "").slice(0, 14);
  const rest = Math.floor(chance * 36 ** DIGITS).toString(36);
  return `${prefix}${moment}${rest.padStart(DIGITS, "0").toUpperCase()}`;
}
