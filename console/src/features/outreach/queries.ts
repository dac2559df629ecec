import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { Filters, ListState } from "@/ui/listState";
import {
  type MassBody,
  type MassCheck,
  type MassDetail,
  type MassPage,
  type MassStateName,
  type MomentBody,
  type MomentDetail,
  type MomentPage,
  type MomentStateName,
  type RecipientPage,
  type TargetState,
  UNDERWAY,
} from "./model";

const SLOWLY_CHANGING_MS = 5 * 60_000;
const SOON_MS = 1_500;
const WATCHING_MS = 20_000;
const MOST_GROUPS = 500;
const massAt = (mass_id: number) => ({ path: { mass_id } });
const momentAt = (number: number) => ({ path: { number } });

/** Look again soon while it is prepared, and now and then while staff have yet to confirm. */
const untilSettled = (states: (string | undefined)[]) => {
  if (states.some((state) => state && UNDERWAY.includes(state))) return SOON_MS;
  return states.includes("waiting") ? WATCHING_MS : false;
};

export const useConnections = () =>
  useQuery({
    queryKey: ["outreach", "connections"],
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/wecom/mass-messages/connections", { signal })),
  });

export const useLivingGroups = (enabled: boolean) =>
  useQuery({
    queryKey: ["groups", "living"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/groups", {
          params: { query: { state: "active", limit: MOST_GROUPS, sort: "name" } },
          signal,
        }),
      ),
  });

export const useTags = (enabled: boolean) =>
  useQuery({
    queryKey: ["tags"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/tags", { signal })),
  });

// ---- mass messages

export function useMasses(list: ListState, filters: Filters) {
  const query = {
    state: filters.state as MassStateName | undefined,
    limit: list.limit,
    offset: list.offset,
  };
  return useQuery<MassPage>({
    queryKey: ["masses", query],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => untilSettled((state.data?.items ?? []).map((one) => one.state)),
    queryFn: ({ signal }) => answer(client.GET("/api/wecom/mass-messages", { params: { query }, signal })),
  });
}

export const useMass = (id: number) =>
  useQuery<MassDetail>({
    queryKey: ["mass", id],
    refetchInterval: ({ state }) => untilSettled([state.data?.state]),
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/mass-messages/{mass_id}", { params: massAt(id), signal })),
  });

export function useRecipients(id: number, list: ListState, state: string | undefined) {
  const query = { state: state as TargetState | undefined, limit: list.limit, offset: list.offset };
  return useQuery<RecipientPage>({
    queryKey: ["mass", id, "recipients", query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/wecom/mass-messages/{mass_id}/recipients", {
          params: { ...massAt(id), query },
          signal,
        }),
      ),
  });
}

/** Who would get it and who would not; asked for as soon as somebody is chosen. */
export const useCheck = (connection_id: number | undefined, audience: MassBody["audience"] | null) =>
  useQuery<MassCheck>({
    queryKey: ["mass", "check", connection_id, audience],
    enabled: audience !== null,
    placeholderData: (previous) => (audience === null ? undefined : previous),
    queryFn: ({ signal }) =>
      answer(
        client.POST("/api/wecom/mass-messages/check", {
          body: { connection_id: connection_id ?? null, audience: audience as MassBody["audience"] },
          signal,
        }),
      ),
  });

export const useSendMass = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: MassBody) => answer(client.POST("/api/wecom/mass-messages", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["masses"] }),
  });
};

export type MassDeed = "remind" | "cancel" | "refresh";

export function useMassDeed(id: number) {
  const queries = useQueryClient();
  return useMutation<MassDetail, unknown, MassDeed>({
    mutationFn: (deed) =>
      answer<MassDetail>(client.POST(`/api/wecom/mass-messages/{mass_id}/${deed}`, { params: massAt(id) })),
    onSuccess: (mass) => {
      queries.setQueryData(["mass", id], mass);
      void queries.invalidateQueries({ queryKey: ["masses"] });
      return queries.invalidateQueries({ queryKey: ["mass", id, "recipients"] });
    },
  });
}

// ---- moments

export function useMoments(list: ListState, filters: Filters) {
  const query = {
    state: filters.state as MomentStateName | undefined,
    limit: list.limit,
    offset: list.offset,
  };
  return useQuery<MomentPage>({
    queryKey: ["moments", query],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => untilSettled((state.data?.items ?? []).map((one) => one.state)),
    queryFn: ({ signal }) => answer(client.GET("/api/wecom/moments", { params: { query }, signal })),
  });
}

export const useMoment = (number: number) =>
  useQuery<MomentDetail>({
    queryKey: ["moment", number],
    refetchInterval: ({ state }) => untilSettled([state.data?.state]),
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/moments/{number}", { params: momentAt(number), signal })),
  });

/** Who reacted, asked of WeCom page by page; anew when a look at the results counted others. */
export const useMomentReactions = ({ id, likes, comments }: MomentDetail, userid: string | undefined) =>
  useInfiniteQuery({
    queryKey: ["moment", id, "reactions", userid, likes, comments],
    initialPageParam: "",
    getNextPageParam: (page: { next_cursor: string }) => page.next_cursor || undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(
        client.GET("/api/wecom/moments/{number}/reactions", {
          params: { ...momentAt(id), query: { userid, cursor: pageParam } },
          signal,
        }),
      ),
  });

export const usePublish = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: MomentBody) => answer(client.POST("/api/wecom/moments", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["moments"] }),
  });
};

export type MomentDeed = "cancel" | "refresh";

export function useMomentDeed(number: number) {
  const queries = useQueryClient();
  return useMutation<MomentDetail, unknown, MomentDeed>({
    mutationFn: (deed) =>
      answer<MomentDetail>(client.POST(`/api/wecom/moments/{number}/${deed}`, { params: momentAt(number) })),
    onSuccess: (moment) => {
      queries.setQueryData(["moment", number], moment);
      return queries.invalidateQueries({ queryKey: ["moments"] });
    },
  });
}
