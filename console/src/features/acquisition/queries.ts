import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { ListState } from "@/ui/listState";
import type { LinkValues } from "./model";

const at = (link_number: number) => ({ path: { link_number } });

export function useLinks({ limit, offset }: ListState) {
  return useQuery({
    queryKey: ["acquisition", limit, offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/acquisition-links", { params: { query: { limit, offset } }, signal })),
  });
}

export const useLink = (id: number) =>
  useQuery({
    queryKey: ["acquisition", "one", id],
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/acquisition-links/{link_number}", { params: at(id), signal })),
  });

/** Asked of WeCom; it may refuse where nothing was ever bought, which keeps nobody from the list. */
export const useQuota = (connection_id: number) =>
  useQuery({
    queryKey: ["acquisition", "quota", connection_id],
    retry: false,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/wecom/acquisition-links/quota", { params: { query: { connection_id } }, signal }),
      ),
  });

/** Whom a link brought, asked of WeCom page by page. */
export const useBrought = (id: number) =>
  useInfiniteQuery({
    queryKey: ["acquisition", "one", id, "customers"],
    initialPageParam: "",
    getNextPageParam: (page: { next_cursor: string }) => page.next_cursor || undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(
        client.GET("/api/wecom/acquisition-links/{link_number}/customers", {
          params: { ...at(id), query: { cursor: pageParam } },
          signal,
        }),
      ),
  });

function useLinkWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["acquisition"] }),
  });
}

export const useAddLink = () =>
  useLinkWrite((body: LinkValues & { connection_id: number }) =>
    answer(client.POST("/api/wecom/acquisition-links", { body })),
  );
export const useChangeLink = () =>
  useLinkWrite(({ id, ...body }: Partial<LinkValues> & { id: number }) =>
    answer(client.PATCH("/api/wecom/acquisition-links/{link_number}", { params: at(id), body })),
  );
export const useDropLink = () =>
  useLinkWrite((id: number) =>
    answer(client.DELETE("/api/wecom/acquisition-links/{link_number}", { params: at(id) })),
  );
