import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type {
  Calls,
  Connection,
  ConnectionChange,
  ConnectionForm,
  ConnectionMade,
  Examination,
  KeptCallback,
  Kind,
  SyncState,
} from "./model";

const WATCHING_MS = 1_500;
const SETTLING_MS = 2_000;
const PAGE = 30;
const at = (connection_id: number) => ({ path: { connection_id } });

export const useKinds = () =>
  useQuery<{ items: Kind[] }>({
    queryKey: ["connections", "kinds"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => answer(client.GET("/api/connections/kinds", { signal })),
  });

export const useConnections = () =>
  useQuery<{ items: Connection[] }>({
    queryKey: ["connections"],
    refetchInterval: 30_000,
    queryFn: ({ signal }) => answer(client.GET("/api/connections", { signal })),
  });

/** `watched`: someone waits for the platform's first message. */
export const useConnection = (id: number, watched = false) =>
  useQuery<Connection>({
    queryKey: ["connection", id],
    refetchInterval: watched ? SETTLING_MS : 10_000,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/connections/{connection_id}", { params: at(id), signal })),
  });

/** A write after which everything about connections is read again. */
function useWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["connections"] });
      void queries.invalidateQueries({ queryKey: ["connection"] });
    },
  });
}

export const useAddConnection = () =>
  useWrite<ConnectionForm, ConnectionMade>((body) => answer(client.POST("/api/connections", { body })));

/** Off: nothing is called, what comes in is held. */
export const useSwitchConnection = (id: number) =>
  useWrite<boolean, Connection>((on) =>
    answer(client.POST("/api/connections/{connection_id}/switch", { params: at(id), body: { on } })),
  );

const examination = (id: number) => ["connection-check", id];

export function useChangeConnection(id: number) {
  const queries = useQueryClient();
  return useWrite<ConnectionChange, Connection>(async (body) => {
    const changed = await answer(client.PATCH("/api/connections/{connection_id}", { params: at(id), body }));
    // What the doctor found was found with the old secrets or address.
    queries.setQueryData(examination(id), null);
    return changed;
  });
}

/** Takes back one that never worked; the server refuses for any other. Its page is left before it is asked for again. */
export const useRemoveConnection = (id: number) =>
  useMutation({
    mutationFn: () => client.DELETE("/api/connections/{connection_id}", { params: at(id) }),
  });

/** What the doctor found last in this window. */
export const useLastCheck = (id: number) =>
  useQuery<Examination | null>({
    queryKey: examination(id),
    queryFn: () => null,
    enabled: false,
    initialData: null,
  });

export function useCheckConnection(id: number) {
  const queries = useQueryClient();
  return useWrite<void, Examination>(async () => {
    const found = await answer(client.POST("/api/connections/{connection_id}/check", { params: at(id) }));
    queries.setQueryData(examination(id), found);
    return found;
  });
}

const isOnItsWay = (sync: SyncState | null | undefined) =>
  sync?.state === "ready" || sync?.state === "running";

export const useLastSync = (id: number, enabled = true) =>
  useQuery<SyncState | null>({
    queryKey: ["connection", id, "sync"],
    enabled,
    refetchInterval: ({ state }) => (isOnItsWay(state.data) ? WATCHING_MS : false),
    queryFn: async ({ signal }) =>
      (await client.GET("/api/connections/{connection_id}/sync", { params: at(id), signal })).data ?? null,
  });

export const useStartSync = (id: number) =>
  useWrite((_: undefined) =>
    answer(client.POST("/api/connections/{connection_id}/sync", { params: at(id) })),
  );

/** Finds what callbacks missed, which happens every night anyway. */
export const useCompare = (id: number) =>
  useMutation({
    mutationFn: () => answer(client.POST("/api/connections/{connection_id}/reconcile", { params: at(id) })),
  });

export const useCallbacks = (id: number, outcome: string | undefined) =>
  useInfiniteQuery({
    queryKey: ["connection", id, "callbacks", outcome ?? ""],
    refetchInterval: 10_000,
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page: { items: KeptCallback[]; next_before: number | null }) =>
      page.next_before ?? undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(
        client.GET("/api/connections/{connection_id}/callbacks", {
          params: { ...at(id), query: { outcome, before: pageParam, limit: PAGE } },
          signal,
        }),
      ),
  });

/** Named callbacks, or all that failed. */
export function useReplay(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (ids: number[] | undefined) =>
      answer(
        client.POST("/api/connections/{connection_id}/callbacks/replay", {
          params: at(id),
          body: ids ? { ids } : {},
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["connection", id] });
      // They are processed within moments: show what became of them.
      setTimeout(() => void queries.invalidateQueries({ queryKey: ["connection", id] }), SETTLING_MS);
    },
  });
}

export const useCalls = (id: number) =>
  useQuery<{ items: Calls[] }>({
    queryKey: ["connection", id, "calls"],
    refetchInterval: 30_000,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/connections/{connection_id}/calls", { params: at(id), signal })),
  });
