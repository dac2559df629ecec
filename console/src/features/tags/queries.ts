import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AnswerOf } from "@/api/answers";
import { answer, client } from "@/api/client";
import type { ActionBody } from "./actions";
import type { CleanUp, GroupValues, Quality, TagHistory, TagValues } from "./model";

const SLOWLY_CHANGING_MS = 60_000;
const SYNCING_MS = 2_000;
const HISTORY_PAGE = 50;
const at = (tag_id: number) => ({ path: { tag_id } });
const ofGroup = (group_id: number) => ({ path: { group_id } });

export const useTagGroups = () =>
  useQuery({
    queryKey: ["tag-groups"],
    queryFn: ({ signal }) => answer(client.GET("/api/tag-groups", { signal })),
  });

/** Whatever is done to tags may show in pickers, lists, statistics and on customers. */
function useTagWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () =>
      Promise.all(
        ["tag-groups", "tags", "customers", "customer"].map((name) =>
          queries.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  });
}

const groupBody = ({ everybody, roles, ...rest }: GroupValues) => ({
  ...rest,
  who: { everybody, roles: everybody ? [] : roles },
});
const tagBody = ({ segment, ...rest }: TagValues) => ({
  ...rest,
  rule: segment === null || segment === undefined ? null : { segment },
});

export const useAddGroup = () =>
  useTagWrite((body: GroupValues) => answer(client.POST("/api/tag-groups", { body: groupBody(body) })));
export const useChangeGroup = () =>
  useTagWrite(({ id, ...body }: GroupValues & { id: number }) =>
    answer(client.PATCH("/api/tag-groups/{group_id}", { params: ofGroup(id), body: groupBody(body) })),
  );
export const useDropGroup = () =>
  useTagWrite((id: number) => client.DELETE("/api/tag-groups/{group_id}", { params: ofGroup(id) }));

export const useAddTag = () =>
  useTagWrite((body: TagValues) => answer(client.POST("/api/tags", { body: tagBody(body) })));
export const useChangeTag = () =>
  useTagWrite(({ id, ...body }: TagValues & { id: number }) =>
    answer(client.PATCH("/api/tags/{tag_id}", { params: at(id), body: tagBody(body) })),
  );
export const useMergeTag = () =>
  useTagWrite(({ id, into }: { id: number; into: number }) =>
    answer(client.POST("/api/tags/{tag_id}/merge", { params: at(id), body: { into } })),
  );
export const useArchiveTag = () =>
  useTagWrite((id: number) => answer(client.POST("/api/tags/{tag_id}/archive", { params: at(id) })));
export const useRestoreTag = () =>
  useTagWrite((id: number) => answer(client.POST("/api/tags/{tag_id}/restore", { params: at(id) })));

/** Newest first; each page asks for what is older than the last. */
export const useTagHistory = (id: number) =>
  useInfiniteQuery({
    queryKey: ["tags", id, "history"],
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page: TagHistory) =>
      page.items.length < HISTORY_PAGE ? undefined : page.items.at(-1)?.id,
    queryFn: ({ signal, pageParam }) =>
      answer(
        client.GET("/api/tags/{tag_id}/history", {
          params: { ...at(id), query: { before: pageParam, limit: HISTORY_PAGE } },
          signal,
        }),
      ),
  });
export const useActionsOfTags = () =>
  useQuery({
    queryKey: ["tags", "actions"],
    queryFn: ({ signal }) => answer(client.GET("/api/tags/actions", { signal })),
  });
const ofAction = (action_id: number) => ({ path: { action_id } });
export const useAddAction = () =>
  useTagWrite((body: ActionBody) => answer(client.POST("/api/tags/actions", { body })));
export const useChangeAction = () =>
  useTagWrite(({ id, ...body }: ActionBody & { id: number }) =>
    answer(client.PUT("/api/tags/actions/{action_id}", { params: ofAction(id), body })),
  );
export const useDropAction = () =>
  useTagWrite((id: number) => client.DELETE("/api/tags/actions/{action_id}", { params: ofAction(id) }));

export const useOverlap = (tags: number[]) =>
  useQuery({
    queryKey: ["tags", "overlap", tags],
    enabled: tags.length > 0,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/tags/overlap", { params: { query: { tags: tags.join(",") } }, signal })),
  });
export const useUsage = () =>
  useQuery({
    queryKey: ["tags", "usage"],
    queryFn: ({ signal }) => answer(client.GET("/api/tags/usage", { signal })),
  });

export const useQuality = () =>
  useQuery({
    queryKey: ["tags", "quality"],
    queryFn: ({ signal }) => answer(client.GET("/api/tags/quality", { signal })),
  });
export function useQualitySettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Quality["settings"]) => answer(client.PUT("/api/tags/settings", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tags", "quality"] }),
  });
}
/** The call came from the server with the finding, so its path is not known here. */
const send = client.request as unknown as (
  method: string,
  path: string,
  asked: { body?: unknown },
) => Promise<unknown>;
/** Sends what the finding says would tidy it up. */
export const useCleanUp = () =>
  useTagWrite(({ method, path, body }: CleanUp) => send(method.toLowerCase(), path, body ? { body } : {}));
export const useRestoreTags = () =>
  useTagWrite((ids: number[]) =>
    Promise.all(ids.map((id) => client.POST("/api/tags/{tag_id}/restore", { params: at(id) }))),
  );

export const useSync = () =>
  useQuery<AnswerOf<"/api/tags/sync">>({
    queryKey: ["tags", "sync"],
    refetchInterval: ({ state }) =>
      state.data?.items.some((account) => account.waiting > 0) ? SYNCING_MS : false,
    queryFn: ({ signal }) => answer(client.GET("/api/tags/sync", { signal })),
  });
export const useSyncNow = () =>
  useTagWrite((account: string) =>
    answer(client.POST("/api/tags/sync/{account}/now", { params: { path: { account } } })),
  );

/** Keeps a tag in step with an account: it is made there when it is not there yet. */
export const useKeepInStep = () =>
  useTagWrite(({ id, account }: { id: number; account: string }) =>
    answer(client.POST("/api/tags/{tag_id}/sync", { params: at(id), body: { account } })),
  );
/** Keeps it in step no longer; both sides stay as they are. */
export const useLeaveAlone = () =>
  useTagWrite(({ id, account }: { id: number; account: string }) =>
    client.DELETE("/api/tags/{tag_id}/sync/{account}", { params: { path: { tag_id: id, account } } }),
  );

export const useRoles = (enabled: boolean) =>
  useQuery({
    queryKey: ["roles"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/roles", { signal })),
  });
export const useSegments = (enabled: boolean) =>
  useQuery({
    queryKey: ["segments", "names"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/segments", { params: { query: { status: "active", limit: 500 } }, signal })),
  });
