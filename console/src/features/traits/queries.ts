import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ahead as client } from "@/api/ahead";
import { answer } from "@/api/client";
import { useMay } from "@/app/session";
import type { Trait } from "./model";

export const useTraits = () =>
  useQuery<{ items: Trait[] }>({
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

export type TraitBody = Partial<Omit<Trait, "people" | "built_in" | "group" | "editable">>;
export const useAddTrait = () =>
  useTraitWrite((body: TraitBody) => answer<Trait>(client.POST("/api/traits", { body })));
export const useChangeTrait = () =>
  useTraitWrite(({ key, ...body }: TraitBody & { key: string }) =>
    answer<Trait>(client.PATCH("/api/traits/{key}", { params: { path: { key } }, body })),
  );
export const useDropTrait = () =>
  useTraitWrite((key: string) => client.DELETE("/api/traits/{key}", { params: { path: { key } } }));
export const useCompute = () =>
  useTraitWrite((key: string) =>
    answer(client.POST("/api/traits/{key}/compute", { params: { path: { key } } })),
  );

export function useCatalog(enabled: boolean) {
  const may = useMay();
  return useQuery<{
    items: {
      name: string;
      label: { zh: string; en: string };
      properties: { name: string; type: string; unit?: string | null; label: { zh: string; en: string } }[];
    }[];
  }>({
    queryKey: ["events", "catalog"],
    enabled: enabled && may("events.read"),
    staleTime: 60_000,
    queryFn: ({ signal }) => answer(client.GET("/api/events/catalog", { signal })),
  });
}
