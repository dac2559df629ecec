import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";

export interface SavedView {
  id: number;
  name: string;
  /** The address's query, as text under `search`. */
  state: { [key: string]: unknown };
  shared: boolean;
  /** Made by this reader, who alone may delete it. */
  mine: boolean;
}

/** The address a view stands for. */
export function searchOf(view: SavedView): string {
  return typeof view.state.search === "string" ? view.state.search : "";
}

export function useViews(page: string) {
  return useQuery({
    queryKey: ["views", page],
    staleTime: 60_000,
    queryFn: ({ signal }) => answer(client.GET("/api/views", { params: { query: { page } }, signal })),
  });
}

export function useSaveView(page: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (view: { name: string; search: string; shared: boolean }) =>
      answer(
        client.POST("/api/views", {
          body: { page, name: view.name, state: { search: view.search }, shared: view.shared },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["views", page] }),
  });
}

export function useForgetView(page: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => client.DELETE("/api/views/{id}", { params: { path: { id } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["views", page] }),
  });
}
