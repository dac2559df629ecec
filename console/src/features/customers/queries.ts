import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { Filters, ListState } from "@/ui/listState";

export function useCustomers(list: ListState, filters: Filters) {
  const query = { ...filters, limit: list.limit, offset: list.offset, sort: list.sort || undefined };
  return useQuery({
    queryKey: ["customers", query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(client.GET("/api/customers", { params: { query }, signal })),
  });
}

export function useCustomer(id: number) {
  return useQuery({
    queryKey: ["customer", id],
    queryFn: ({ signal }) => answer(client.GET("/api/customers/{id}", { params: { path: { id } }, signal })),
  });
}
