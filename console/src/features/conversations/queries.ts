import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { Filters, ListState } from "@/ui/listState";
import type { Conversation, Conversations, State } from "./model";

const LISTENING_MS = 3_000;
const LOOKING_MS = 10_000;
const SLOWLY_CHANGING_MS = 5 * 60_000;
const at = (session_id: number) => ({ path: { session_id } });

/** Customers write whenever they like: what is open is looked at again and again. */
export function useConversations(list: ListState, filters: Filters) {
  const query = {
    state: filters.state as State | undefined,
    open_kfid: filters.account,
    limit: list.limit,
    offset: list.offset,
  };
  return useQuery<Conversations>({
    queryKey: ["conversations", query],
    placeholderData: keepPreviousData,
    refetchInterval: LOOKING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/wecom/kf/conversations", { params: { query }, signal })),
  });
}

export const useConversation = (id: number) =>
  useQuery<Conversation>({
    queryKey: ["conversation", id],
    refetchInterval: LISTENING_MS,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/kf/conversations/{session_id}", { params: at(id), signal })),
  });

export const useLines = (id: number) =>
  useQuery({
    queryKey: ["conversation", id, "lines"],
    refetchInterval: LISTENING_MS,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/kf/conversations/{session_id}/messages", { params: at(id), signal })),
  });

function useConversationWrite<Input, Output>(id: number, write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    // Also after a refusal: then the platform's state was learnt.
    onSettled: () =>
      Promise.all(
        [["conversation", id], ["conversations"]].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

/** `key` makes it once, however often it is sent. */
export const useReply = (id: number) =>
  useConversationWrite(id, (body: { text: string; key: string }) =>
    answer(client.POST("/api/wecom/kf/conversations/{session_id}/messages", { params: at(id), body })),
  );
export const useMove = (id: number) =>
  useConversationWrite(id, (body: { state: State; staff_id?: number }) =>
    answer(client.POST("/api/wecom/kf/conversations/{session_id}/state", { params: at(id), body })),
  );

export const useAccounts = () =>
  useQuery({
    queryKey: ["conversation-accounts"],
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/wecom/kf/accounts", { signal })),
  });

/** Asked of WeCom each time it is needed. */
export const useServicers = (open_kfid: string, connection_id: number, enabled = true) =>
  useQuery({
    queryKey: ["conversation-servicers", connection_id, open_kfid],
    enabled,
    staleTime: 60_000,
    retry: false,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/wecom/kf/accounts/{open_kfid}/servicers", {
          params: { path: { open_kfid }, query: { connection_id } },
          signal,
        }),
      ),
  });

/** The corps whose accounts are listed, so that all can be asked; one without is asked for by the server's choice. */
export function useRefreshAccounts() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (connections: number[]) =>
      Promise.all(
        (connections.length ? connections : [undefined]).map((connection_id) =>
          answer(client.POST("/api/wecom/kf/accounts/refresh", { params: { query: { connection_id } } })),
        ),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["conversation-accounts"] }),
  });
}
