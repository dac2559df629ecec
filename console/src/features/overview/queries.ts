import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { Period } from "@/ui/PeriodPicker";

export function useOverview(period: Period) {
  return useQuery({
    queryKey: ["overview", period],
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/overview", { params: { query: { ...period } }, signal })),
  });
}
