import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import { filled } from "@/ui/attachments";
import type { Filters, ListState } from "@/ui/listState";
import type { CodeValues, LiveCode, LiveCodePage, Status } from "./model";

const ISSUING_MS = 1_500;
const SLOWLY_CHANGING_MS = 5 * 60_000;
const at = (code_id: number) => ({ path: { code_id } });

/** WeCom is asked for a new code in the background; until it answers, look again soon. */
const untilIssued = (codes: LiveCode[] | undefined) =>
  codes?.some((code) => code.status === "draft") ? ISSUING_MS : false;

export function useLiveCodes(list: ListState, filters: Filters) {
  const query = {
    q: filters.q,
    status: filters.status as Status | undefined,
    limit: list.limit,
    offset: list.offset,
    sort: list.sort || undefined,
  };
  return useQuery<LiveCodePage>({
    queryKey: ["live-codes", query],
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => untilIssued(state.data?.items),
    queryFn: ({ signal }) => answer(client.GET("/api/live-codes", { params: { query }, signal })),
  });
}

export function useLiveCode(id: number) {
  return useQuery<LiveCode>({
    queryKey: ["live-code", id],
    refetchInterval: ({ state }) => untilIssued(state.data && [state.data]),
    queryFn: ({ signal }) => answer(client.GET("/api/live-codes/{code_id}", { params: at(id), signal })),
  });
}

function useCodeWrite<Input>(write: (input: Input) => Promise<LiveCode>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: (code) => {
      queries.setQueryData(["live-code", code.id], code);
      return queries.invalidateQueries({ queryKey: ["live-codes"] });
    },
  });
}

/** What is sent: attachments without what was left empty. */
function sent<Values extends Partial<CodeValues>>({ welcome_attachments, ...rest }: Values) {
  const attachments = welcome_attachments && filled(welcome_attachments).map((one) => ({ ...one }));
  return { ...rest, welcome_attachments: attachments };
}

export const useAddCode = () =>
  useCodeWrite((values: CodeValues) => answer(client.POST("/api/live-codes", { body: sent(values) })));

export const useChangeCode = () =>
  useCodeWrite(({ id, change }: { id: number; change: Partial<CodeValues> }) =>
    answer(client.PATCH("/api/live-codes/{code_id}", { params: at(id), body: sent(change) })),
  );

export const useArchiveCode = () =>
  useCodeWrite((id: number) => answer(client.POST("/api/live-codes/{code_id}/archive", { params: at(id) })));

export const useVariables = () =>
  useQuery({
    queryKey: ["live-codes", "variables"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => answer(client.GET("/api/live-codes/variables", { signal })),
  });

export const useStaffOf = (account: string | undefined, enabled = true) =>
  useQuery({
    queryKey: ["staff", { account, active: true, serves: true }],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/staff", {
          params: { query: { account, active: true, serves: true, limit: 2000 } },
          signal,
        }),
      ),
  });

export const useTags = (enabled = true) =>
  useQuery({
    queryKey: ["tags"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/tags", { signal })),
  });

export interface Connection {
  id: number;
  name: string;
  /** The corp: its staff may stand behind a code. */
  account: string;
}

/** Corps a code can be made in. */
export function useConnections(enabled: boolean): Connection[] {
  const all = useQuery({
    queryKey: ["live-codes", "connections"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/live-codes/connections", { signal })),
  });
  return all.data?.items ?? [];
}
