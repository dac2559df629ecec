import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { SentTo } from "@/api/answers";
import { answer, client } from "@/api/client";
import { useMay } from "@/app/session";

export const useTraits = () =>
  useQuery({
    queryKey: ["traits"],
    queryFn: ({ signal }) => answer(client.GET("/api/traits", { signal })),
  });

function useTraitWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () =>
      Promise.all(
        ["traits", "customer", "segments"].map((name) => queries.invalidateQueries({ queryKey: [name] })),
      ),
  });
}

export type NewTrait = SentTo<"/api/traits", "post">;
export type TraitChange = SentTo<"/api/traits/{key}", "patch">;
export const useAddTrait = () =>
  useTraitWrite((body: NewTrait) => answer(client.POST("/api/traits", { body })));
export const useChangeTrait = () =>
  useTraitWrite(({ key, ...body }: TraitChange & { key: string }) =>
    answer(client.PATCH("/api/traits/{key}", { params: { path: { key } }, body })),
  );
export const useDropTrait = () =>
  useTraitWrite((key: string) => client.DELETE("/api/traits/{key}", { params: { path: { key } } }));
export const useCompute = () =>
  useTraitWrite((key: string) =>
    answer(client.POST("/api/traits/{key}/compute", { params: { path: { key } } })),
  );

export function useCatalog(enabled: boolean) {
  const may = useMay();
  return useQuery({
    queryKey: ["events", "catalog"],
    enabled: enabled && may("events.read"),
    staleTime: 60_000,
    queryFn: ({ signal }) => answer(client.GET("/api/events/catalog", { signal })),
  });
}
