import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { HookKind, Preview, Webhook, WebhookChange, WebhookForm } from "./model";

const SETTLING_MS = 10_000;
const DELIVERIES = 20;
const at = (webhook_id: number) => ({ path: { webhook_id } });

export const useWebhooks = () =>
  useQuery({
    queryKey: ["webhooks"],
    queryFn: ({ signal }) => answer(client.GET("/api/webhooks", { signal })),
  });

export const useWebhook = (id: number) =>
  useQuery<Webhook>({
    queryKey: ["webhook", id],
    refetchInterval: SETTLING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/webhooks/{webhook_id}", { params: at(id), signal })),
  });

export const useKinds = () =>
  useQuery<{ items: HookKind[] }>({
    queryKey: ["webhooks", "kinds"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => answer(client.GET("/api/webhooks/kinds", { signal })),
  });

export const useDeliveries = (id: number) =>
  useQuery({
    queryKey: ["webhook", id, "deliveries"],
    refetchInterval: SETTLING_MS,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/webhooks/{webhook_id}/deliveries", {
          params: { ...at(id), query: { limit: DELIVERIES } },
          signal,
        }),
      ),
  });

/** A write after which webhooks are read again. */
function useWrite<Input, Output>(write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () =>
      Promise.all(["webhooks", "webhook"].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}

export const useAddWebhook = () =>
  useWrite((body: WebhookForm) => answer(client.POST("/api/webhooks", { body })));
export const useChangeWebhook = (id: number) =>
  useWrite((body: WebhookChange) =>
    answer(client.PATCH("/api/webhooks/{webhook_id}", { params: at(id), body })),
  );
export const useRemoveWebhook = (id: number) =>
  useWrite((_: undefined) => client.DELETE("/api/webhooks/{webhook_id}", { params: at(id) }));
export const useRotate = (id: number) =>
  useWrite((_: undefined) =>
    answer(
      client.POST("/api/webhooks/{webhook_id}/rotate", { params: at(id), body: { overlap_hours: 168 } }),
    ),
  );
export const useEndPrevious = (id: number) =>
  useWrite((_: undefined) =>
    answer(client.POST("/api/webhooks/{webhook_id}/end-previous", { params: at(id) })),
  );

/** What a body would become; nothing is stored. */
export const usePreview = () =>
  useMutation({
    mutationFn: (body: WebhookForm & { sample: string }): Promise<Preview> =>
      answer(
        client.POST("/api/webhooks/preview", {
          body: {
            kind: body.kind,
            items: body.items,
            fields: body.fields,
            options: body.options,
            sample: body.sample,
          },
        }),
      ),
  });
