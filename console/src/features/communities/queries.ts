import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import { useMay } from "@/app/session";
import type { Filters, ListState } from "@/ui/listState";
import type { Group, GroupDays, GroupPage, Kind, MemberPage, Shown, State } from "./model";

const SLOWLY_CHANGING_MS = 5 * 60_000;
const at = (group_id: number) => ({ group_id });
const numbered = (value: string | undefined) => (value ? Number(value) : undefined);

export function useGroups(list: ListState, filters: Filters) {
  const query = {
    q: filters.q,
    state: filters.state as State | undefined,
    store: numbered(filters.store),
    staff: numbered(filters.staff),
    limit: list.limit,
    offset: list.offset,
    sort: list.sort || undefined,
  };
  return useQuery<GroupPage>({
    queryKey: ["groups", query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(client.GET("/api/groups", { params: { query }, signal })),
  });
}

export function useGroup(id: number) {
  return useQuery<Group>({
    queryKey: ["group", id],
    queryFn: ({ signal }) =>
      answer(client.GET("/api/groups/{group_id}", { params: { path: at(id) }, signal })),
  });
}

export function useDays(id: number) {
  return useQuery<GroupDays>({
    queryKey: ["group", id, "days"],
    queryFn: ({ signal }) =>
      answer(client.GET("/api/groups/{group_id}/days", { params: { path: at(id) }, signal })),
  });
}

export function useMembers(id: number, list: ListState, filters: Filters) {
  const query = {
    show: (filters.show ?? "inside") as Shown,
    kind: filters.kind as Kind | undefined,
    limit: list.limit,
    offset: list.offset,
    sort: list.sort || undefined,
  };
  return useQuery<MemberPage>({
    queryKey: ["group", id, "members", query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/groups/{group_id}/members", { params: { path: at(id), query }, signal })),
  });
}

/** Stores to filter by; none for those who may not see stores. */
export function useStores() {
  const may = useMay()("stores.read");
  const query = useQuery({
    queryKey: ["stores"],
    enabled: may,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/stores", { signal })),
  });
  return query.data?.items ?? [];
}
