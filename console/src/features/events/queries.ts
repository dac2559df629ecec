import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { ListState } from "@/ui/listState";

export function useCatalog() {
  return useQuery({
    queryKey: ["events", "catalog"],
    staleTime: 60_000,
    queryFn: ({ signal }) => answer(client.GET("/api/events/catalog", { signal })),
  });
}

export function useRecentEvents(limit: number, event?: string) {
  return useQuery({
    queryKey: ["events", "recent", limit, event],
    queryFn: ({ signal }) =>
      answer(client.GET("/api/events/recent", { params: { query: { limit, event } }, signal })),
  });
}

export function useRejected(list: ListState) {
  return useQuery({
    queryKey: ["events", "rejected", list.limit, list.offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/events/rejected", {
          params: { query: { limit: list.limit, offset: list.offset } },
          signal,
        }),
      ),
  });
}
