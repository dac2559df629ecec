import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { Filters, ListState } from "@/ui/listState";
import { type HandoverPage, type NewHandover, type State, sumOf } from "./model";

const ASKING_MS = 2_000;
const PAGE = 100;

export function useHandovers(list: ListState, filters: Filters) {
  const query = {
    state: filters.state as State | undefined,
    handover: filters.handover,
    limit: list.limit,
    offset: list.offset,
  };
  return useQuery<HandoverPage>({
    queryKey: ["handovers", query],
    placeholderData: keepPreviousData,
    // WeCom is asked in the background; until it was, look again soon.
    refetchInterval: ({ state }) => (state.data && sumOf(state.data.states, ["asking"]) ? ASKING_MS : false),
    queryFn: ({ signal }) => answer(client.GET("/api/wecom/transfers", { params: { query }, signal })),
  });
}

export function useCandidates(
  staff: number | undefined,
  connection_id: number,
  q: string,
  list: Pick<ListState, "limit" | "offset">,
) {
  const query = { staff: staff ?? 0, connection_id, q, limit: list.limit, offset: list.offset };
  return useQuery({
    queryKey: ["handovers", "candidates", query],
    enabled: staff !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/transfers/candidates", { params: { query }, signal })),
  });
}

/** Asked of WeCom page by page. */
export const useUnassigned = (connection_id: number) =>
  useInfiniteQuery({
    queryKey: ["handovers", "unassigned", connection_id],
    initialPageParam: "",
    getNextPageParam: (page: { next_cursor: string }) => page.next_cursor || undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(
        client.GET("/api/wecom/unassigned", {
          params: { query: { connection_id, cursor: pageParam, limit: PAGE } },
          signal,
        }),
      ),
  });

function useHandoverWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["handovers"] }),
  });
}

export const useHandOver = () =>
  useHandoverWrite((body: NewHandover) => answer(client.POST("/api/wecom/transfers", { body })));

/** One request for each member who left; answers how many customers are on their way. */
export const useHandOverAll = () =>
  useHandoverWrite(async (all: NewHandover[]) => {
    let total = 0;
    for (const body of all) total += (await answer(client.POST("/api/wecom/transfers", { body }))).total;
    return total;
  });

export const useLookNow = () =>
  useHandoverWrite((_: undefined) => answer(client.POST("/api/wecom/transfers/look")));
