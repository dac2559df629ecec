import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import { useMay } from "@/app/session";
import type { Filters, ListState } from "@/ui/listState";
import type { ConflictState, CustomerDetail, Decision, TagOfCustomer } from "./model";

const SLOWLY_CHANGING_MS = 5 * 60_000;
const TIMELINE_PAGE = 50;
const at = (person_id: number) => ({ path: { person_id } });

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
    queryFn: ({ signal }) => answer(client.GET("/api/customers/{person_id}", { params: at(id), signal })),
  });
}

export const useTraitDefinitions = (enabled = true) =>
  useQuery({
    queryKey: ["traits"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/traits", { signal })),
  });

export const useTraitHistory = (id: number) =>
  useQuery({
    queryKey: ["customer", id, "traits", "history"],
    queryFn: ({ signal }) =>
      answer(client.GET("/api/customers/{person_id}/traits/history", { params: at(id), signal })),
  });

export const useTagHistory = (id: number) =>
  useQuery({
    queryKey: ["customer", id, "tags", "history"],
    queryFn: ({ signal }) =>
      answer(client.GET("/api/customers/{person_id}/tags/history", { params: at(id), signal })),
  });

export function useSetTraits(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (values: Record<string, unknown>) =>
      answer(client.PUT("/api/customers/{person_id}/traits", { params: at(id), body: { values } })),
    onSuccess: () =>
      Promise.all(["customer", "customers"].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}

/** Newest first; each page asks for what is older than the last. */
export function useTimeline(id: number, events: string) {
  return useInfiniteQuery({
    queryKey: ["customer", id, "timeline", events],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => {
      const query = { events: events || undefined, before: pageParam, limit: TIMELINE_PAGE };
      const params = { ...at(id), query };
      return answer(client.GET("/api/customers/{person_id}/timeline", { params, signal }));
    },
    getNextPageParam: (page) => page.next_before ?? undefined,
  });
}

/** What events and their properties are called. */
export function useCatalog() {
  const may = useMay();
  return useQuery({
    queryKey: ["events", "catalog"],
    enabled: may("events.read"),
    staleTime: 60_000,
    queryFn: ({ signal }) => answer(client.GET("/api/events/catalog", { signal })),
  });
}

export function useOrders(id: number, list: ListState) {
  const query = { limit: list.limit, offset: list.offset, sort: list.sort || undefined };
  return useQuery({
    queryKey: ["customer", id, "orders", query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/customers/{person_id}/orders", { params: { ...at(id), query }, signal })),
  });
}

export const useTags = (enabled = true) =>
  useQuery({
    queryKey: ["tags"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/tags", { signal })),
  });

/** Names of segments, for the list's filter. */
export const useSegmentNames = (enabled = true) =>
  useQuery({
    queryKey: ["segments", "names"],
    enabled,
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/segments", { params: { query: { status: "active", limit: 500 } }, signal })),
  });

export const useStaff = (enabled = true) =>
  useQuery({
    queryKey: ["staff"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/staff", { params: { query: { limit: 2000 } }, signal })),
  });

export const useStores = (enabled = true) =>
  useQuery({
    queryKey: ["stores"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/stores", { signal })),
  });

/** Channels that brought someone lately: no list of all channels is kept, as any event may name a new one. */
export const useChannels = (from: string, to: string, enabled = true) =>
  useQuery({
    queryKey: ["channels", from, to],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/overview", { params: { query: { from, to } }, signal })).then(
        (overview) => overview.by_channel,
      ),
  });

export const changeTags = (id: number, change: { add?: number[]; remove?: number[] }) =>
  answer(
    client.POST("/api/customers/{person_id}/tags", {
      params: at(id),
      body: { add: change.add ?? [], remove: change.remove ?? [] },
    }),
  );

/** Tags of one customer, shown as changed before the server has answered, and put back if it refuses. */
export function useChangeTags(id: number) {
  const queries = useQueryClient();
  const key = ["customer", id];
  const wear = (tags: TagOfCustomer[]) =>
    queries.setQueryData<CustomerDetail>(key, (now) => now && { ...now, tags });
  return useMutation({
    mutationFn: ({ add = [], remove = [] }: { add?: TagOfCustomer[]; remove?: TagOfCustomer[] }) =>
      changeTags(id, { add: add.map((tag) => tag.id), remove: remove.map((tag) => tag.id) }),
    onMutate: async ({ add = [], remove = [] }) => {
      await queries.cancelQueries({ queryKey: key, exact: true });
      const before = queries.getQueryData<CustomerDetail>(key)?.tags ?? [];
      const changed = [...before, ...add].filter((tag) => !remove.some((gone) => gone.id === tag.id));
      wear([...new Map(changed.map((tag) => [tag.id, tag])).values()]);
      return before;
    },
    onError: (_error, _change, before) => before && wear(before),
    onSuccess: ({ tags }) => {
      wear(tags);
      void queries.invalidateQueries({ queryKey: ["customers"] });
      void queries.invalidateQueries({ queryKey: ["tags"] });
      void queries.invalidateQueries({ queryKey: [...key, "timeline"] });
    },
  });
}

export const reveal = (id: number, field: string, reason: string): Promise<string> =>
  answer(client.POST("/api/customers/{person_id}/reveal", { params: at(id), body: { field, reason } })).then(
    ({ value }) => value,
  );

export interface ConflictsWanted {
  state?: ConflictState;
  person?: number;
  limit?: number;
  offset?: number;
}

export function useConflicts(query: ConflictsWanted, enabled = true) {
  return useQuery({
    queryKey: ["conflicts", query],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(client.GET("/api/conflicts", { params: { query }, signal })),
  });
}

/** After persons were joined or split, all that is known of anyone may have moved. */
function useIdentityWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSettled: () =>
      Promise.all(
        ["customer", "customers", "conflicts"].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      ),
  });
}

export const useResolveConflict = () =>
  useIdentityWrite(({ id, decision }: { id: number; decision: Decision }) =>
    answer(
      client.POST("/api/conflicts/{conflict_id}/resolve", {
        params: { path: { conflict_id: id } },
        body: { decision },
      }),
    ),
  );

export const useMerge = () =>
  useIdentityWrite((body: { winner: number; loser: number; reason: string }) =>
    answer(client.POST("/api/merges", { body })),
  );

export const useUndoMerge = () =>
  useIdentityWrite((merge_id: number) =>
    answer(client.POST("/api/merges/{merge_id}/undo", { params: { path: { merge_id } } })),
  );

export const useExportPerson = (id: number) =>
  useMutation({
    mutationFn: (reason: string) =>
      answer(
        client.POST("/api/customers/{id}/export-personal-data", {
          params: { path: { id } },
          body: { reason },
        }),
      ),
  });

export function useErasePerson(id: number) {
  const queries = useQueryClient();
  const erase = useMutation({
    mutationFn: (reason: string) =>
      answer(client.POST("/api/customers/{id}/erase", { params: { path: { id } }, body: { reason } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["customers"] }),
  });
  /** Drops what this page still holds of them; once it is left, as it would ask for them again. */
  return { erase, forget: () => queries.removeQueries({ queryKey: ["customer", id] }) };
}
