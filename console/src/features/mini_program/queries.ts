import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { answer, client } from "@/api/client";
import { useMay } from "@/app/session";
import type { Filters, ListState } from "@/ui/listState";
import type { Period } from "@/ui/PeriodPicker";
import type { Account, NewLink } from "./model";

const SLOWLY_CHANGING_MS = 5 * 60_000;
const of = (connection_id: number) => ({ path: { connection_id } });

/** The account the page is about: the one in the address, or the first. */
function useChosen(all: Account[] | undefined) {
  const [params] = useSearchParams();
  const chosen = all?.find((one) => String(one.id) === params.get("of")) ?? all?.[0];
  return { all: all ?? [], chosen };
}

export function useProgram() {
  const query = useQuery({
    queryKey: ["mini-program", "programs"],
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/mini-program/programs", { signal })),
  });
  return { query, ...useChosen(query.data?.items) };
}

export function useShop() {
  const query = useQuery({
    queryKey: ["shop", "shops"],
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/channels/shops", { signal })),
  });
  return { query, ...useChosen(query.data?.items) };
}

export const useLinks = (program: number, list: ListState) =>
  useQuery({
    queryKey: ["mini-program", program, "links", list.limit, list.offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/mini-program/{connection_id}/links", {
          params: { ...of(program), query: { limit: list.limit, offset: list.offset } },
          signal,
        }),
      ),
  });

export function useMakeLink(program: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewLink) =>
      answer(client.POST("/api/mini-program/{connection_id}/links", { params: of(program), body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["mini-program", program, "links"] }),
  });
}

export const useTemplates = (program: number) =>
  useQuery({
    queryKey: ["mini-program", program, "templates"],
    queryFn: ({ signal }) =>
      answer(client.GET("/api/mini-program/{connection_id}/templates", { params: of(program), signal })),
  });

export function useSendMessage(program: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: {
      person_id: number;
      template_id: string;
      values: Record<string, string>;
      page: string;
      key: string;
    }) => answer(client.POST("/api/mini-program/{connection_id}/messages", { params: of(program), body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["mini-program", program, "templates"] }),
  });
}

export function useFigures(program: number, period: Period) {
  const may = useMay()("insights.read");
  return useQuery({
    queryKey: ["mini-program", program, "figures", period],
    enabled: may,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/mini-program/{connection_id}/statistics", {
          params: { ...of(program), query: period },
          signal,
        }),
      ),
  });
}

export const useLives = (shop: number, list: ListState) =>
  useQuery({
    queryKey: ["shop", shop, "lives", list.limit, list.offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/channels/{connection_id}/lives", {
          params: { ...of(shop), query: { limit: list.limit, offset: list.offset } },
          signal,
        }),
      ),
  });

/** Orders of one shop, which names its orders by its app id. */
export function useShopOrders(source: string, list: ListState, filters: Filters) {
  const query = {
    source,
    status: filters.status,
    q: filters.q,
    sort: list.sort || undefined,
    limit: list.limit,
    offset: list.offset,
  };
  return useQuery({
    queryKey: ["shop", "orders", query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(client.GET("/api/orders", { params: { query }, signal })),
  });
}
