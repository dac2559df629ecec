import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ahead as client } from "@/api/ahead";
import { answer } from "@/api/client";
import { peopleOf, type Scope, segmentOf } from "./scope";

export interface BulkPreview {
  people: number;
  /** Of how many the changes were counted. */
  looked_at: number;
  changes: number;
  examples: { person_id: number; name: string | null; trait: string; old: unknown; new: unknown }[];
}
export interface BulkDone extends BulkPreview {
  job_id: number | null;
  /** What can be taken back under this number. */
  edit_id: number | null;
}

/** Whatever was done to many may show on any of them. */
export function useRefreshPeople() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ["customers", "customer", "tags", "tag-groups", "traits"].map((name) =>
        queries.invalidateQueries({ queryKey: [name] }),
      ),
    );
}

export const useBulkTraits = () =>
  useMutation({
    mutationFn: ({ scope, values, dry }: { scope: Scope; values: Record<string, unknown>; dry: boolean }) =>
      answer<BulkDone>(
        client.POST("/api/traits/bulk", { body: { ...peopleOf(scope), values, dry_run: dry } }),
      ),
  });

export const useUndoEdit = () =>
  useMutation({
    mutationFn: (id: number) =>
      answer<{ job_id: number | null }>(
        client.POST("/api/traits/edits/{id}/undo", { params: { path: { id } } }),
      ),
  });

export interface TagsDone {
  changed: number;
  failed: { id: number; code: string; message: { zh: string; en: string } }[];
  /** Above 0: so many are changed in the background, by the job. */
  queued: number;
  job_id?: number | null;
}
interface TagsWish {
  scope: Scope;
  add?: number[];
  remove?: number[];
}

export function useBulkTags() {
  const refresh = useRefreshPeople();
  return useMutation({
    mutationFn: ({ scope, add = [], remove = [] }: TagsWish) =>
      answer<TagsDone>(
        client.POST("/api/customers/tags", {
          body: {
            add,
            remove,
            ids: scope.kind === "people" ? scope.ids : [],
            filter: scope.kind === "filter" ? scope.filter : null,
          },
        }),
      ),
    onSuccess: () => refresh(),
  });
}

export const useAssign = () =>
  useMutation({
    mutationFn: ({ scope, staff }: { scope: Scope; staff: number[] }) =>
      answer<{ job_id: number | null }>(
        client.POST("/api/segments/{id}/assign", {
          params: { path: { id: segmentOf(scope) } },
          body: { staff },
        }),
      ),
  });

export const useExport = () =>
  useMutation({
    mutationFn: ({ scope, fields, reason }: { scope: Scope; fields: string[]; reason: string }) =>
      answer<{ job_id: number; id: number }>(
        client.POST("/api/segments/{id}/export", {
          params: { path: { id: segmentOf(scope) } },
          body: { fields, reason },
        }),
      ),
  });
