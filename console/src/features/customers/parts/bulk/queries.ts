import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MadeBy as Answer } from "@/api/answers";
import { answer, client } from "@/api/client";
import type { Language } from "@/i18n";
import { peopleOf, type Scope, segmentOf } from "./scope";

export type BulkDone = Answer<"/api/traits/bulk">;
export type TagsDone = Answer<"/api/customers/tags">;

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
      answer(client.POST("/api/traits/bulk", { body: { ...peopleOf(scope), values, dry_run: dry } })),
  });

/** What can be taken back: a change of traits, of tags, or an action on a segment. */
export interface Undoable {
  kind: "edit" | "tags" | "action";
  id: number;
}
const UNDO = {
  edit: (edit_id: number) =>
    answer(client.POST("/api/traits/edits/{edit_id}/undo", { params: { path: { edit_id } } })),
  tags: (edit_id: number) =>
    answer(client.POST("/api/tags/edits/{edit_id}/undo", { params: { path: { edit_id } } })),
  action: (action_id: number) =>
    answer(client.POST("/api/segments/actions/{action_id}/undo", { params: { path: { action_id } } })),
};
export const useUndo = () =>
  useMutation<{ job_id: number }, Error, Undoable>({ mutationFn: ({ kind, id }) => UNDO[kind](id) });

interface TagsWish {
  scope: Scope;
  add?: number[];
  remove?: number[];
}

export function useBulkTags() {
  const refresh = useRefreshPeople();
  return useMutation({
    mutationFn: ({ scope, add = [], remove = [] }: TagsWish) =>
      answer(
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

export const useTagSegment = () =>
  useMutation({
    mutationFn: ({ segment, add = [], remove = [] }: Omit<TagsWish, "scope"> & { segment: number }) =>
      answer(
        client.POST("/api/segments/{segment_id}/tag", {
          params: { path: { segment_id: segment } },
          body: { add, remove },
        }),
      ),
  });

/** All fields, masked; who asked and why is audited. */
export const useExportPeople = () =>
  useMutation({
    mutationFn: ({ scope, reason, language }: { scope: Scope; reason: string; language: Language }) => {
      const { segment, ...chosen } = peopleOf(scope) as { segment?: number };
      const body = { fields: [], reason, language };
      return answer(
        segment === undefined
          ? client.POST("/api/segments/exports", { body: { ...body, ...chosen } })
          : client.POST("/api/segments/{segment_id}/export", {
              params: { path: { segment_id: segment } },
              body,
            }),
      );
    },
  });

/** Staff for everybody of a scope: of a segment shared out among several, else one and the same. */
export const useAssign = () =>
  useMutation({
    mutationFn: async ({ scope, staff }: { scope: Scope; staff: { id: number; userid: string }[] }) => {
      const segment = segmentOf(scope);
      if (segment === null) {
        const values = { owner_staff: staff[0]?.userid ?? null };
        const done = await answer(
          client.POST("/api/traits/bulk", { body: { ...peopleOf(scope), values, dry_run: false } }),
        );
        return { job: done.job_id, undo: editOf(done) };
      }
      const begun = await answer(
        client.POST("/api/segments/{segment_id}/assign", {
          params: { path: { segment_id: segment } },
          body: { staff: staff.map((one) => one.id) },
        }),
      );
      return { job: begun.job_id, undo: { kind: "action" as const, id: begun.id } };
    },
  });

export const editOf = ({ edit_id }: BulkDone): Undoable | undefined =>
  edit_id === null || edit_id === undefined ? undefined : { kind: "edit", id: edit_id };
