import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { Language } from "@/i18n";
import type { Behind } from "@/ui/behind";
import type { Filters, ListState } from "@/ui/listState";
import type {
  Action,
  CustomerRow,
  ExportRun,
  HistoryPoint,
  LibraryEntry,
  Membership,
  Node,
  Overlap,
  Place,
  Preview,
  Segment,
  SegmentValues,
  StaticList,
  Version,
  Vocabulary,
} from "./model";

const VOCABULARY_MS = 60_000;
const WATCHING_MS = 1_500;
export const SAMPLE = 8;
const NOTHING: Node = { kind: "any", of: [] };
const at = (segment_id: number) => ({ path: { segment_id } });

/** A rule is kept by the server as it was sent; its interface says no more than that it is an object. */
const asSent = (tree: Node) => tree as unknown as Record<string, unknown>;
const sent = <Body extends { tree: Node }>(body: Body) => ({ ...body, tree: asSent(body.tree) });
/** An answer with rules in it, in the shapes of `model.ts`. */
async function withRules<T>(call: Promise<{ data?: unknown }>): Promise<T> {
  return (await answer(call)) as T;
}

interface Page<T> {
  items: T[];
  total: number;
}

export function useSegments(list: ListState, filters: Filters) {
  const status = filters.status as Segment["status"] | undefined;
  const query = { ...filters, status, limit: list.limit, offset: list.offset, sort: list.sort || undefined };
  return useQuery<Page<Segment>>({
    queryKey: ["segments", "list", query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => withRules(client.GET("/api/segments", { params: { query }, signal })),
  });
}

export const readSegment = (id: number, signal?: AbortSignal): Promise<Segment> =>
  withRules(client.GET("/api/segments/{segment_id}", { params: at(id), signal }));
export function useSegment(id: number | null) {
  return useQuery<Segment>({
    queryKey: ["segment", id],
    enabled: id !== null,
    // A new segment's size is known a moment after it was saved.
    refetchInterval: ({ state }) => (state.data?.size === null ? WATCHING_MS : false),
    queryFn: ({ signal }) => readSegment(id ?? 0, signal),
  });
}

export function useVocabulary() {
  return useQuery<Vocabulary>({
    queryKey: ["segments", "vocabulary"],
    staleTime: VOCABULARY_MS,
    queryFn: ({ signal }) => withRules(client.GET("/api/segments/vocabulary", { signal })),
  });
}

/** How many, who for example, and the sentence. A rule that is replaced by another takes its question back. */
export function usePreview(tree: Node | null) {
  return useQuery<Preview>({
    queryKey: ["segments", "preview", tree],
    enabled: tree !== null,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
    queryFn: ({ signal }) =>
      answer(
        client.POST("/api/segments/preview", {
          body: { tree: asSent(tree ?? NOTHING), sample: SAMPLE },
          signal,
        }),
      ),
  });
}

function useSegmentWrite<Input>(write: (input: Input) => Promise<Segment>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: (segment) => {
      queries.setQueryData(["segment", segment.id], segment);
      void queries.invalidateQueries({ queryKey: ["segment", segment.id] });
      void queries.invalidateQueries({ queryKey: ["segments"] });
    },
  });
}

export const useAddSegment = () =>
  useSegmentWrite((body: SegmentValues) => withRules(client.POST("/api/segments", { body: sent(body) })));
export const useChangeSegment = (id: number) =>
  useSegmentWrite((body: SegmentValues & { version: number }) =>
    withRules(
      client.PUT("/api/segments/{segment_id}", { params: at(id), body: { note: "", ...sent(body) } }),
    ),
  );
export const useArchive = (id: number) =>
  useSegmentWrite((status: "archive" | "restore") =>
    withRules(
      status === "archive"
        ? client.POST("/api/segments/{segment_id}/archive", { params: at(id) })
        : client.POST("/api/segments/{segment_id}/restore", { params: at(id) }),
    ),
  );
export const useRestoreVersion = (id: number) =>
  useSegmentWrite((version: number) =>
    withRules(
      client.POST("/api/segments/{segment_id}/versions/{version}/restore", {
        params: { path: { segment_id: id, version } },
      }),
    ),
  );

export function useDeleteSegment() {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: number) => client.DELETE("/api/segments/{segment_id}", { params: at(id) }),
    // One whose size is not known yet is asked for again and again, also when it is gone already.
    onMutate: async (id) => {
      await queries.cancelQueries({ queryKey: ["segment", id] });
      queries.setQueryData<Segment>(["segment", id], (one) => one && { ...one, size: one.size ?? 0 });
    },
    onError: (_, id) => queries.invalidateQueries({ queryKey: ["segment", id] }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["segments"] }),
  });
  /** Once its page is left: one that is still drawn would ask for it again. */
  const forget = (id: number) => queries.removeQueries({ queryKey: ["segment", id], type: "inactive" });
  return { remove, forget };
}

/** The part of a segment's page under /api/segments/{id}/…, kept under the segment's name. */
const part = (id: number, name: string) => ["segment", id, name];

export const useVersions = (id: number) =>
  useQuery<{ items: Version[] }>({
    queryKey: part(id, "versions"),
    queryFn: ({ signal }) =>
      withRules(client.GET("/api/segments/{segment_id}/versions", { params: at(id), signal })),
  });
export const useUsedBy = (id: number) =>
  useQuery<{ items: Place[] }>({
    queryKey: part(id, "used-by"),
    queryFn: ({ signal }) =>
      answer(client.GET("/api/segments/{segment_id}/used-by", { params: at(id), signal })),
  });
const onePage = (limit: number, offset: number) => ({ limit, offset });

/** Who was in a segment when a day ended. */
export const readMembersOn =
  (segment_id: number, day: string): Behind["page"] =>
  (limit, offset, signal) =>
    answer(
      client.GET("/api/segments/{segment_id}/people", {
        params: { path: { segment_id }, query: { at: day, ...onePage(limit, offset) } },
        signal,
      }),
    );
/** Who came into a segment, or left it, on a day. */
export const readMovedOn =
  (segment_id: number, day: string, entered: boolean): Behind["page"] =>
  (limit, offset, signal) =>
    answer(
      client.GET("/api/segments/{segment_id}/moved", {
        params: { path: { segment_id }, query: { entered, from: day, to: day, ...onePage(limit, offset) } },
        signal,
      }),
    );

export const useHistory = (id: number, from: string, to: string) =>
  useQuery<{ items: HistoryPoint[] }>({
    queryKey: [...part(id, "history"), from, to],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const params = { ...at(id), query: { from, to } };
      return answer(client.GET("/api/segments/{segment_id}/history", { params, signal }));
    },
  });
export function useMembers(id: number, list: ListState) {
  const query = { limit: list.limit, offset: list.offset, sort: list.sort || undefined };
  return useQuery<Page<CustomerRow>>({
    queryKey: [...part(id, "people"), query],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/segments/{segment_id}/people", { params: { ...at(id), query }, signal })),
  });
}
export const useMembership = (id: number, person_id: number | null) =>
  useQuery<Membership>({
    queryKey: [...part(id, "member"), person_id],
    enabled: person_id !== null,
    queryFn: ({ signal }) => {
      const params = { path: { segment_id: id, person_id: person_id ?? 0 } };
      return withRules(client.GET("/api/segments/{segment_id}/members/{person_id}", { params, signal }));
    },
  });

export const useOverlap = (ids: number[]) =>
  useQuery<Overlap>({
    queryKey: ["segments", "overlap", ids],
    enabled: ids.length > 1,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.POST("/api/segments/overlap", { body: { segments: ids }, signal })),
  });

export const useLibrary = (enabled: boolean) =>
  useQuery<{ items: LibraryEntry[] }>({
    queryKey: ["segments", "library"],
    enabled,
    queryFn: ({ signal }) => withRules(client.GET("/api/segments/library", { signal })),
  });
export const useTakeFromLibrary = () =>
  useSegmentWrite((key: string) =>
    withRules(client.POST("/api/segments/library/{key}", { params: { path: { key } } })),
  );

interface Started {
  job_id: number;
}
export function useExport(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { fields: string[]; reason: string; language: Language }): Promise<Started> =>
      answer(client.POST("/api/segments/{segment_id}/export", { params: at(id), body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["segments", "exports"] }),
  });
}
export const useExports = (enabled: boolean) =>
  useQuery<{ items: ExportRun[] }>({
    queryKey: ["segments", "exports"],
    enabled,
    refetchInterval: ({ state }) =>
      state.data?.items.some((run) => isUnderWay(run.state)) ? WATCHING_MS : false,
    queryFn: ({ signal }) => answer(client.GET("/api/segments/exports", { signal })),
  });
export const isUnderWay = (state: string): boolean => ["queued", "running", "undoing"].includes(state);
export const exportAddress = (id: number) => `/api/segments/exports/${id}/file`;

const ACTIONS = ["segments", "actions"];
export const useActions = () =>
  useQuery<Page<Action>>({
    queryKey: ACTIONS,
    refetchInterval: ({ state }) =>
      state.data?.items.some((action) => isUnderWay(action.state)) ? WATCHING_MS : false,
    queryFn: ({ signal }) => answer(client.GET("/api/segments/actions", { signal })),
  });
function useAction<Input>(begin: (input: Input) => Promise<Started>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: begin,
    onSuccess: () => queries.invalidateQueries({ queryKey: ACTIONS }),
  });
}
export const useTagAll = (id: number) =>
  useAction((body: { add: number[]; remove: number[] }) =>
    answer(client.POST("/api/segments/{segment_id}/tag", { params: at(id), body })),
  );
export const useAssignAll = (id: number) =>
  useAction((body: { staff: number[] }) =>
    answer(client.POST("/api/segments/{segment_id}/assign", { params: at(id), body })),
  );
export const useUndoAction = () =>
  useAction((action_id: number) =>
    answer(client.POST("/api/segments/actions/{action_id}/undo", { params: { path: { action_id } } })),
  );

export const useLists = () =>
  useQuery<Page<StaticList>>({
    queryKey: ["segments", "lists"],
    refetchInterval: ({ state }) =>
      state.data?.items.some((list) => isUnderWay(list.state)) ? WATCHING_MS : false,
    queryFn: ({ signal }) => answer(client.GET("/api/segments/lists", { signal })),
  });
export function useUploadList() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: { file: File; name: string; identifier: string }): Promise<{ id: number }> => {
      const form = new FormData();
      for (const [name, value] of Object.entries(given)) form.append(name, value);
      const body = { ...given, file: given.file.name };
      return answer(client.POST("/api/segments/lists", { body, bodySerializer: () => form }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["segments"] }),
  });
}
export function useDeleteList() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (list_id: number) =>
      client.DELETE("/api/segments/lists/{list_id}", { params: { path: { list_id } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["segments"] }),
  });
}
