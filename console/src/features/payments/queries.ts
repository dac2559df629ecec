import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { answer, client } from "@/api/client";
import type { Filters, ListState } from "@/ui/listState";
import type { Coupon, NewStock, NewTransfer, Order, Refund, Stock, StockMove, Transfer } from "./model";

const SLOWLY_CHANGING_MS = 5 * 60_000;
const MONEY_ON_ITS_WAY_MS = 10_000;

export const useMerchants = () =>
  useQuery({
    queryKey: ["payments", "merchants"],
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/pay/merchants", { signal })),
  });

/** The merchant the page is about: the one in the address, or the first. */
export function useMerchant() {
  const query = useMerchants();
  const [params] = useSearchParams();
  const all = query.data?.items ?? [];
  const merchant = all.find((one) => String(one.id) === params.get("merchant")) ?? all[0];
  return { query, all, merchant, apps: query.data?.apps ?? [] };
}

export const useScenes = (enabled: boolean) =>
  useQuery({
    queryKey: ["payments", "scenes"],
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => answer(client.GET("/api/pay/scenes", { signal })),
  });

type Asked = {
  params: {
    path: { connection_id: number };
    query: { state?: string; q?: string; limit: number; offset: number };
  };
  signal: AbortSignal;
};

interface Found<Row> {
  items: Row[];
  total: number;
}

/** A list of a merchant's; looked at again now and then, since money arrives when it likes. */
const entries =
  <Row>(name: string, ask: (asked: Asked) => Promise<Found<Row>>) =>
  (merchant: number | undefined, list: ListState, filters: Filters) => {
    const query = { state: filters.state, q: filters.q, limit: list.limit, offset: list.offset };
    return useQuery<Found<Row>>({
      queryKey: ["payments", merchant, name, query],
      enabled: merchant !== undefined,
      placeholderData: keepPreviousData,
      refetchInterval: MONEY_ON_ITS_WAY_MS,
      queryFn: ({ signal }) => ask({ params: { path: { connection_id: merchant ?? 0 }, query }, signal }),
    });
  };

export const useOrders = entries<Order>("orders", (asked) =>
  answer(client.GET("/api/pay/{connection_id}/orders", asked)),
);
export const useRefunds = entries<Refund>("refunds", (asked) =>
  answer(client.GET("/api/pay/{connection_id}/refunds", asked)),
);
export const useTransfers = entries<Transfer>("transfers", (asked) =>
  answer(client.GET("/api/pay/{connection_id}/transfers", asked)),
);
export const useStocks = entries<Stock>("stocks", (asked) =>
  answer(client.GET("/api/pay/{connection_id}/stocks", asked)),
);
export const useCoupons = entries<Coupon>("coupons", (asked) =>
  answer(client.GET("/api/pay/{connection_id}/coupons", asked)),
);

function usePayWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    // Also after a refusal: the entry was written before the platform was asked.
    onSettled: () => queries.invalidateQueries({ queryKey: ["payments"] }),
  });
}
const numbered = (connection_id: number, number: string) => ({ path: { connection_id, number } });
const of = (connection_id: number) => ({ path: { connection_id } });

export const useCheckOrder = (merchant: number) =>
  usePayWrite((number: string) =>
    answer(
      client.POST("/api/pay/{connection_id}/orders/{number}/check", { params: numbered(merchant, number) }),
    ),
  );
export const useCloseOrder = (merchant: number) =>
  usePayWrite((number: string) =>
    answer(
      client.POST("/api/pay/{connection_id}/orders/{number}/close", { params: numbered(merchant, number) }),
    ),
  );
export const useRefund = (merchant: number) =>
  usePayWrite((body: { number: string; order_number: string; amount: number; reason: string }) =>
    answer(client.POST("/api/pay/{connection_id}/refunds", { params: of(merchant), body })),
  );
export const useTransfer = (merchant: number) =>
  usePayWrite((body: NewTransfer) =>
    answer(client.POST("/api/pay/{connection_id}/transfers", { params: of(merchant), body })),
  );
export const useCancelTransfer = (merchant: number) =>
  usePayWrite((number: string) =>
    answer(
      client.POST("/api/pay/{connection_id}/transfers/{number}/cancel", {
        params: numbered(merchant, number),
      }),
    ),
  );
export const useMakeStock = (merchant: number) =>
  usePayWrite((body: NewStock) =>
    answer(client.POST("/api/pay/{connection_id}/stocks", { params: of(merchant), body })),
  );
export const useMoveStock = (merchant: number) =>
  usePayWrite(({ number, move }: { number: string; move: StockMove }) =>
    answer(
      client.POST("/api/pay/{connection_id}/stocks/{number}/{move}", {
        params: { path: { connection_id: merchant, number, move } },
      }),
    ),
  );
export const useSendCoupon = (merchant: number) =>
  usePayWrite((body: { number: string; stock_number: string; appid: string; person_id: number }) =>
    answer(
      client.POST("/api/pay/{connection_id}/coupons", {
        params: of(merchant),
        body: { openid: "", ...body },
      }),
    ),
  );
