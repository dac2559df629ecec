import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ahead as client } from "@/api/ahead";
import { answer } from "@/api/client";
import type { Flow, LifecycleBoard, LifecycleSettings, RfmBoard, RfmSettings } from "./model";

export const useLifecycle = () =>
  useQuery<LifecycleBoard>({
    queryKey: ["lifecycle"],
    queryFn: ({ signal }) => answer(client.GET("/api/lifecycle", { signal })),
  });

export const useFlow = (from: string, to: string) =>
  useQuery<Flow>({
    queryKey: ["lifecycle", "flow", from, to],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/lifecycle/flow", { params: { query: { from, to } }, signal })),
  });

export const useRfm = () =>
  useQuery<RfmBoard>({
    queryKey: ["rfm"],
    queryFn: ({ signal }) => answer(client.GET("/api/rfm", { signal })),
  });

function useSettingsWrite<Settings>(path: string, key: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Settings) => answer(client.PUT(path, { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [key] }),
  });
}
export const useLifecycleSettings = () =>
  useSettingsWrite<LifecycleSettings>("/api/lifecycle/settings", "lifecycle");
export const useRfmSettings = () => useSettingsWrite<RfmSettings>("/api/rfm/settings", "rfm");
