import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { ListState } from "@/ui/listState";
import { type Kind, kindOf, type ProductIn } from "./model";

export function useMedia({ limit, offset }: ListState, kind: Kind | undefined) {
  const query = { limit, offset, kind };
  return useQuery({
    queryKey: ["assets", "page", query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => answer(client.GET("/api/wecom/media", { params: { query }, signal })),
  });
}

/** One after the other; the first that is refused ends it. */
export function useUpload() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => {
      const kind = kindOf(file.type);
      const form = new FormData();
      form.append("file", file);
      form.append("kind", kind);
      return answer(
        client.POST("/api/wecom/media", { body: { file: file.name, kind }, bodySerializer: () => form }),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["assets"] }),
  });
}

/** The album as WeCom holds it, page by page. */
export const useProducts = (connection_id: number) =>
  useInfiniteQuery({
    queryKey: ["products", connection_id],
    initialPageParam: "",
    getNextPageParam: (page: { next: string | null }) => page.next || undefined,
    queryFn: ({ signal, pageParam }) =>
      answer(
        client.GET("/api/wecom/products", {
          params: { query: { connection_id, cursor: pageParam } },
          signal,
        }),
      ),
  });

function useProductWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["products"] }),
  });
}

export const useSaveProduct = () =>
  useProductWrite(({ id, body }: { id: string | null; body: ProductIn }) =>
    id === null
      ? answer(client.POST("/api/wecom/products", { body }))
      : answer(
          client.PUT("/api/wecom/products/{product_id}", { params: { path: { product_id: id } }, body }),
        ),
  );
export const useDropProduct = () =>
  useProductWrite(({ corp, id }: { corp: number; id: string }) =>
    client.DELETE("/api/wecom/products/{product_id}", {
      params: { path: { product_id: id }, query: { connection_id: corp } },
    }),
  );
