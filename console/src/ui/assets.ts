import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { Asset, AssetKind } from "./attachments";

const SHOWN = 200;
const KEPT_MS = 60_000;

/** What was uploaded for messages, the newest first. */
export function useAssets(enabled = true): Asset[] {
  const query = useQuery<{ items: Asset[] }>({
    queryKey: ["assets"],
    enabled,
    staleTime: KEPT_MS,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/media", { params: { query: { limit: SHOWN } }, signal })),
  });
  return query.data?.items ?? [];
}

export function useUploadAsset(kind: AssetKind) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (file: File): Promise<Asset> => {
      const form = new FormData();
      form.append("file", file);
      form.append("kind", kind);
      const body = { file: file.name, kind };
      return answer(client.POST("/api/wecom/media", { body, bodySerializer: () => form }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["assets"] }),
  });
}
