import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import { type Attachment, filled } from "@/ui/attachments";
import type { ListState } from "@/ui/listState";
import type { Period } from "@/ui/PeriodPicker";
import type { JoinWayValues, WelcomeValues } from "./model";

const MOST_GROUPS_LISTED = 500;
const at = (way_id: number) => ({ path: { way_id } });
const ofWelcome = (number: number) => ({ path: { number } });

/** Writes something at WeCom and has every list of that name read again. */
function useWrite<Input, Output>(name: string, write: (input: Input) => Promise<Output>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => queries.invalidateQueries({ queryKey: [name] }),
  });
}

export function useGroupFigures({ from, to }: Period) {
  return useQuery({
    queryKey: ["group-figures", from, to],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/group-figures", { params: { query: { from, to } }, signal })),
  });
}

export function useJoinWays({ limit, offset }: ListState) {
  return useQuery({
    queryKey: ["join-ways", limit, offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/join-ways", { params: { query: { limit, offset } }, signal })),
  });
}
export const useJoinWay = (id: number) =>
  useQuery({
    queryKey: ["join-ways", "one", id],
    queryFn: ({ signal }) => answer(client.GET("/api/wecom/join-ways/{way_id}", { params: at(id), signal })),
  });
export const useAddWay = () =>
  useWrite("join-ways", (body: JoinWayValues & { connection_id: number }) =>
    answer(client.POST("/api/wecom/join-ways", { body })),
  );
export const useChangeWay = () =>
  useWrite("join-ways", ({ id, ...body }: Partial<JoinWayValues> & { id: number }) =>
    answer(client.PATCH("/api/wecom/join-ways/{way_id}", { params: at(id), body })),
  );
export const useDropWay = () =>
  useWrite("join-ways", (id: number) =>
    answer(client.DELETE("/api/wecom/join-ways/{way_id}", { params: at(id) })),
  );

export function useWelcomes({ limit, offset }: ListState) {
  return useQuery({
    queryKey: ["group-welcomes", limit, offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(client.GET("/api/wecom/group-welcomes", { params: { query: { limit, offset } }, signal })),
  });
}
export const useSaveWelcome = () =>
  useWrite(
    "group-welcomes",
    ({ id, corp, values }: { id: number | null; corp: number; values: WelcomeValues }) => {
      const { name, text, notify } = values;
      const [attachment = null] = filled(values.attachments) as (Attachment & Record<string, unknown>)[];
      if (id === null) {
        const body = { connection_id: corp, name, text, notify, attachment };
        return answer(client.POST("/api/wecom/group-welcomes", { body }));
      }
      const body = { name, text, attachment };
      return answer(client.PATCH("/api/wecom/group-welcomes/{number}", { params: ofWelcome(id), body }));
    },
  );
export const useAgain = () =>
  useWrite("group-welcomes", (id: number) =>
    answer(client.PATCH("/api/wecom/group-welcomes/{number}", { params: ofWelcome(id), body: {} })),
  );
export const useDropWelcome = () =>
  useWrite("group-welcomes", (id: number) =>
    answer(client.DELETE("/api/wecom/group-welcomes/{number}", { params: ofWelcome(id) })),
  );

/** Groups that still live, to choose among. */
export const useLivingGroups = (enabled: boolean) =>
  useQuery({
    queryKey: ["groups", "living"],
    enabled,
    queryFn: ({ signal }) => {
      const query = { state: "active" as const, sort: "name", limit: MOST_GROUPS_LISTED };
      return answer(client.GET("/api/groups", { params: { query }, signal }));
    },
  });

/** Hands groups to another owner; WeCom answers for each at once. */
export function useGiveOwner() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { connection_id: number; group_ids: number[]; owner_staff_id: number }) =>
      answer(client.POST("/api/wecom/group-transfers", { body })),
    onSuccess: () =>
      Promise.all(["groups", "group"].map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}
