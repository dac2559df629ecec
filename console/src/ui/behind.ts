import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";

const AT_ONCE = 30;

/** A rule of a segment. */
export type Tree = Record<string, unknown>;
export interface SeenPerson {
  id: number;
  name: string | null;
  avatar: string | null;
  city: string | null;
  last_seen_at: string | null;
}
export interface PeoplePage {
  items: SeenPerson[];
  total: number;
}
/** People behind a number. With a `tree` they can be kept as a segment; `page` reads all of them, else a sample is shown. */
export interface Behind {
  title: string;
  tree?: Tree;
  page?: (limit: number, offset: number, signal: AbortSignal) => Promise<PeoplePage>;
  /** People of the same moment whom the number does not count, such as those who left. */
  also?: { label: string; open: () => void };
}

const sampled = (tree: Tree | undefined, signal: AbortSignal): Promise<PeoplePage> =>
  answer(client.POST("/api/segments/preview", { body: { tree: tree ?? {}, sample: AT_ONCE }, signal })).then(
    ({ size, sample }) => ({ items: sample, total: size }),
  );

export const useBehind = ({ title, tree, page }: Behind) =>
  useInfiniteQuery({
    queryKey: ["behind", title, tree],
    gcTime: 0,
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) => (page ? page(AT_ONCE, pageParam, signal) : sampled(tree, signal)),
    getNextPageParam: (last, pages) => {
      const shown = pages.reduce((sum, one) => sum + one.items.length, 0);
      return page && last.items.length && shown < last.total ? shown : undefined;
    },
  });

export function useSaveSegment() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; description: string; tree: Tree }) =>
      answer(client.POST("/api/segments", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["segments"] }),
  });
}
