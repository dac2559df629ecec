import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { ListState } from "@/ui/listState";
import type { Period } from "@/ui/PeriodPicker";
import { type MenuButton, toSend } from "./menu";
import type {
  Article,
  CodePage,
  CodeValues,
  ConditionalValues,
  DraftPage,
  MassPage,
  MassValues,
  Preview,
  Publication,
} from "./model";

const SLOWLY_CHANGING_MS = 60_000;
const WATCHING_MS = 2_000;
const at = (connection_id: number) => ({ path: { connection_id } });
const of = (id: number, ...part: unknown[]) => ["official-account", id, ...part];
const spanOf = ({ from, to }: Period) => ({ from, to });

export const useAccounts = () =>
  useQuery({
    queryKey: ["official-accounts"],
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/official-accounts", { signal })),
  });

/** What is written may show on any page of the account. */
function useWrite<Input, Output>(id: number, write: (input: Input) => Promise<Output>, ...part: unknown[]) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => queries.invalidateQueries({ queryKey: of(id, ...part) }),
  });
}

// ---- menus and tags

export const useMenu = (id: number) =>
  useQuery({
    queryKey: of(id, "menu"),
    queryFn: ({ signal }) =>
      answer(client.GET("/api/official-account/{connection_id}/menu", { params: at(id), signal })),
  });
export const usePublishMenu = (id: number) =>
  useWrite(
    id,
    (buttons: MenuButton[]) =>
      client.PUT("/api/official-account/{connection_id}/menu", {
        params: at(id),
        body: { button: toSend(buttons) },
      }),
    "menu",
  );
export const useDropMenus = (id: number) =>
  useWrite(id, () => client.DELETE("/api/official-account/{connection_id}/menu", { params: at(id) }), "menu");
export const useAddConditional = (id: number) =>
  useWrite(
    id,
    (body: ConditionalValues) =>
      answer(
        client.POST("/api/official-account/{connection_id}/conditional-menus", { params: at(id), body }),
      ),
    "menu",
  );
export const useDropConditional = (id: number) =>
  useWrite(
    id,
    (menuid: number) =>
      client.DELETE("/api/official-account/{connection_id}/conditional-menus/{menuid}", {
        params: { path: { connection_id: id, menuid } },
      }),
    "menu",
  );

export const useAccountTags = (id: number, enabled = true) =>
  useQuery({
    queryKey: of(id, "tags"),
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/official-account/{connection_id}/tags", { params: at(id), signal })),
  });
/** Tags here, for what a code gives. */
export const useTags = (enabled: boolean) =>
  useQuery({
    queryKey: ["tags"],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/tags", { signal })),
  });

// ---- codes

export function useCodes(id: number, list: ListState) {
  const query = { limit: list.limit, offset: list.offset };
  return useQuery<CodePage>({
    queryKey: of(id, "codes", query),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/official-account/{connection_id}/codes", {
          params: { ...at(id), query },
          signal,
        }),
      ),
  });
}
export const useMakeCode = (id: number) =>
  useWrite(
    id,
    (body: CodeValues) =>
      answer(client.POST("/api/official-account/{connection_id}/codes", { params: at(id), body })),
    "codes",
  );
export const qrAddress = (id: number, code: number) => `/api/official-account/${id}/codes/${code}/qr.svg`;

// ---- mass messages, templates

export function useMasses(id: number, list: ListState) {
  const query = { limit: list.limit, offset: list.offset };
  return useQuery<MassPage>({
    queryKey: of(id, "mass", query),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.state === "waiting" || one.state === "submitted")
        ? WATCHING_MS
        : false,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/official-account/{connection_id}/mass", {
          params: { ...at(id), query },
          signal,
        }),
      ),
  });
}
export const useSendMass = (id: number) =>
  useWrite(
    id,
    (body: MassValues) =>
      answer(client.POST("/api/official-account/{connection_id}/mass", { params: at(id), body })),
    "mass",
  );
export const usePreviewMass = (id: number) =>
  useMutation({
    mutationFn: (body: Preview) =>
      client.POST("/api/official-account/{connection_id}/mass/preview", { params: at(id), body }),
  });

export const useTemplates = (id: number) =>
  useQuery({
    queryKey: of(id, "templates"),
    queryFn: ({ signal }) =>
      answer(client.GET("/api/official-account/{connection_id}/templates", { params: at(id), signal })),
  });
export interface TemplateValues {
  kind: "template" | "notice";
  template_id: string;
  person: number;
  data: Record<string, string>;
  url?: string;
}
export const useSendTemplate = (id: number) =>
  useMutation({
    mutationFn: ({ person, url, ...rest }: TemplateValues) =>
      answer(
        client.POST("/api/official-account/{connection_id}/messages", {
          params: at(id),
          body: { ...rest, url: url ?? "", text: "", key: crypto.randomUUID(), person_ids: [person] },
        }),
      ),
  });

// ---- pictures, drafts, publications

export function useUploadImage(id: number) {
  return useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append("file", file);
      return answer(
        client.POST("/api/official-account/{connection_id}/images", {
          params: at(id),
          body: { file: file.name },
          bodySerializer: () => form,
        }),
      );
    },
  });
}

export const useDrafts = (id: number, offset = 0, enabled = true) =>
  useQuery<DraftPage>({
    queryKey: of(id, "drafts", offset),
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/official-account/{connection_id}/drafts", {
          params: { ...at(id), query: { offset } },
          signal,
        }),
      ),
  });
export const useDraft = (id: number, media_id: string | null) =>
  useQuery({
    queryKey: of(id, "drafts", "one", media_id),
    enabled: media_id !== null,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/official-account/{connection_id}/drafts/{media_id}", {
          params: { path: { connection_id: id, media_id: media_id ?? "" } },
          signal,
        }),
      ),
  });
export const useAddDraft = (id: number) =>
  useWrite(
    id,
    (articles: Article[]) =>
      answer(
        client.POST("/api/official-account/{connection_id}/drafts", { params: at(id), body: { articles } }),
      ),
    "drafts",
  );
export const useChangeDraft = (id: number) =>
  useWrite(
    id,
    async ({ media_id, articles }: { media_id: string; articles: [number, Article][] }) => {
      for (const [index, body] of articles) {
        const params = { path: { connection_id: id, media_id, index } };
        await client.PUT("/api/official-account/{connection_id}/drafts/{media_id}/articles/{index}", {
          params,
          body,
        });
      }
    },
    "drafts",
  );
export const useDropDraft = (id: number) =>
  useWrite(
    id,
    (media_id: string) =>
      client.DELETE("/api/official-account/{connection_id}/drafts/{media_id}", {
        params: { path: { connection_id: id, media_id } },
      }),
    "drafts",
  );
export const usePublish = (id: number) =>
  useWrite(id, (media_id: string) =>
    answer(
      client.POST("/api/official-account/{connection_id}/drafts/{media_id}/publish", {
        params: { path: { connection_id: id, media_id } },
      }),
    ),
  );
export const UNDER_WAY = 1;
export const usePublications = (id: number, enabled = true) =>
  useQuery<{ items: Publication[] }>({
    queryKey: of(id, "publications"),
    enabled,
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.status === UNDER_WAY) ? WATCHING_MS : false,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/official-account/{connection_id}/publications", {
          params: { ...at(id), query: { limit: 50 } },
          signal,
        }),
      ),
  });

// ---- figures

export const useFigures = (id: number, period: Period) =>
  useQuery({
    queryKey: of(id, "figures", period),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/official-account/{connection_id}/figures", {
          params: { ...at(id), query: spanOf(period) },
          signal,
        }),
      ),
  });
export const useDays = (id: number, period: Period) =>
  useQuery({
    queryKey: of(id, "days", period),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/official-account/{connection_id}/days", {
          params: { ...at(id), query: spanOf(period) },
          signal,
        }),
      ),
  });
/** The platform is asked in the background; what it told is looked for a moment later. */
export function useAskFigures(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.POST("/api/official-account/{connection_id}/days", { params: at(id) }),
    onSuccess: () => {
      for (const after of [1, 3, 8]) {
        setTimeout(() => void queries.invalidateQueries({ queryKey: of(id) }), after * WATCHING_MS);
      }
    },
  });
}
