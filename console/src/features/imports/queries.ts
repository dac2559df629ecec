import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { Language } from "@/i18n";
import type { Filters, ListState } from "@/ui/listState";
import type { ImportOptions, ImportPage, ImportRun, Kind, Mapping } from "./model";

const WATCHING_MS = 1_000;
const at = (import_id: number) => ({ path: { import_id } });

export function useImports(list: ListState, filters: Filters) {
  const query = { limit: list.limit, offset: list.offset, kind: filters.kind };
  return useQuery<ImportPage>({
    queryKey: ["imports", query],
    queryFn: ({ signal }) => answer(client.GET("/api/imports", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((run) => run.status === "running") ? 2 * WATCHING_MS : false,
  });
}

export function useImport(id: number) {
  return useQuery<ImportRun>({
    queryKey: ["import", id],
    queryFn: ({ signal }) => answer(client.GET("/api/imports/{import_id}", { params: at(id), signal })),
    refetchInterval: ({ state }) => (state.data?.status === "running" ? WATCHING_MS : false),
  });
}

function useRunWrite<Input>(write: (input: Input) => Promise<ImportRun>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: (run) => {
      queries.setQueryData(["import", run.id], run);
      void queries.invalidateQueries({ queryKey: ["imports"] });
    },
    // What stood in the way may be that someone else has acted: show how it stands now.
    onError: () => queries.invalidateQueries({ queryKey: ["import"] }),
  });
}

export const useUpload = () =>
  useRunWrite(({ file, kind }: { file: File; kind: Kind }) =>
    answer(
      client.POST("/api/imports", {
        body: { file: file as unknown as string, kind },
        bodySerializer: (body) => {
          const form = new FormData();
          for (const [name, value] of Object.entries(body)) form.append(name, value);
          return form;
        },
      }),
    ),
  );

export const useStart = (id: number) =>
  useRunWrite((body: { mapping: Mapping; options: Partial<ImportOptions> }) =>
    answer(client.POST("/api/imports/{import_id}/start", { params: at(id), body })),
  );
export const usePause = (id: number) =>
  useRunWrite((_: undefined) => answer(client.POST("/api/imports/{import_id}/pause", { params: at(id) })));
export const useResume = (id: number) =>
  useRunWrite((_: undefined) => answer(client.POST("/api/imports/{import_id}/resume", { params: at(id) })));
export const useCancel = (id: number) =>
  useRunWrite((_: undefined) => answer(client.POST("/api/imports/{import_id}/cancel", { params: at(id) })));

export const errorsAddress = (id: number, language: Language) =>
  `/api/imports/${id}/errors.csv?lang=${language}`;
