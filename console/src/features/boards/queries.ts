import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { PeoplePage } from "@/ui/behind";
import type { LifecycleBoard, LifecycleSettings, RfmBoard, RfmSettings } from "./model";

const COUNTING_MS = 2_000;

export const useLifecycle = () =>
  useQuery<LifecycleBoard>({
    queryKey: ["lifecycle"],
    refetchInterval: ({ state }) => (state.data?.counting ? COUNTING_MS : false),
    queryFn: ({ signal }) => answer(client.GET("/api/lifecycle", { signal })),
  });

export const useFlow = (from: string, to: string) =>
  useQuery({
    queryKey: ["lifecycle", "flow", from, to],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/lifecycle/flow", { params: { query: { from, to } }, signal })),
  });

export const useRfm = () =>
  useQuery<RfmBoard>({
    queryKey: ["rfm"],
    refetchInterval: ({ state }) => (state.data?.counting ? COUNTING_MS : false),
    queryFn: ({ signal }) => answer(client.GET("/api/rfm", { signal })),
  });

type Page = (limit: number, offset: number, signal: AbortSignal) => Promise<PeoplePage>;

export const peopleOfLayer =
  (query: { layer?: string; flag?: string }): Page =>
  (limit, offset, signal) =>
    answer(client.GET("/api/lifecycle/people", { params: { query: { ...query, limit, offset } }, signal }));

export const peopleOfFlow =
  (query: { from: string; to: string; origin: string; target: string }): Page =>
  (limit, offset, signal) =>
    answer(
      client.GET("/api/lifecycle/flow/people", { params: { query: { ...query, limit, offset } }, signal }),
    );

export const peopleOfCells =
  (cells: string[]): Page =>
  (limit, offset, signal) =>
    answer(
      client.GET("/api/rfm/people", {
        params: { query: { cells: cells.join(","), limit, offset } },
        signal,
      }),
    );

export function useLifecycleSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: LifecycleSettings) => answer(client.PUT("/api/lifecycle/settings", { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["lifecycle"] }),
  });
}
export function useRfmSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: RfmSettings) => answer(client.PUT("/api/rfm/settings", { body })),
    onSettled: () => queries.invalidateQueries({ queryKey: ["rfm"] }),
  });
}
