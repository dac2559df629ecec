import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ahead as client } from "@/api/ahead";
import { answer } from "@/api/client";

const SAMPLE = 20;

/** A rule of a segment. */
export type Tree = Record<string, unknown>;
export interface Sample {
  id: number;
  name: string | null;
  avatar: string | null;
  city: string | null;
  last_seen_at: string | null;
}
/** People behind a number: how to find them, and what they would be called as a segment. */
export interface Behind {
  title: string;
  tree: Tree;
}

/** How many people a rule finds, and some of them. */
export const useBehind = (tree: Tree | null) =>
  useQuery<{ size: number; of: number; sample: Sample[] }>({
    queryKey: ["segments", "preview", tree, SAMPLE],
    enabled: tree !== null,
    queryFn: ({ signal }) =>
      answer(client.POST("/api/segments/preview", { body: { tree, sample: SAMPLE }, signal })),
  });

export function useSaveSegment() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; description: string; tree: Tree }) =>
      answer<{ id: number }>(client.POST("/api/segments", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["segments"] }),
  });
}
