import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client } from "@/api/client";
import type { ListState } from "@/ui/listState";
import type { KeyKind, UserForm } from "./model";

/** A write after which the named lists are read again. */
function useWrite<Input, Output>(write: (input: Input) => Promise<Output>, ...stale: string[]) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSuccess: () => Promise.all(stale.map((name) => queries.invalidateQueries({ queryKey: [name] }))),
  });
}

export const useUsers = (list: ListState) =>
  useQuery({
    queryKey: ["users", list.limit, list.offset],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/users", { params: { query: { limit: list.limit, offset: list.offset } }, signal }),
      ),
  });
export const useAddUser = () =>
  useWrite((body: Omit<UserForm, "active">) => answer(client.POST("/api/users", { body })), "users", "roles");
export const useChangeUser = () =>
  useWrite(
    ({ id, change }: { id: number; change: Partial<UserForm> }) =>
      answer(client.PATCH("/api/users/{id}", { params: { path: { id } }, body: change })),
    "users",
    "roles",
  );

export const useLoginLinkFor = () =>
  useMutation({
    mutationFn: (id: number) =>
      answer(client.POST("/api/users/{id}/login-link", { params: { path: { id } } })),
  });

export const useRoles = () =>
  useQuery({ queryKey: ["roles"], queryFn: ({ signal }) => answer(client.GET("/api/roles", { signal })) });
export const usePermissions = () =>
  useQuery({
    queryKey: ["permissions"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => answer(client.GET("/api/permissions", { signal })),
  });
export const useAddRole = () =>
  useWrite(
    (body: { name: string; permissions: string[] }) => answer(client.POST("/api/roles", { body })),
    "roles",
  );
export const useChangeRole = () =>
  useWrite(
    ({ id, permissions }: { id: number; permissions: string[] }) =>
      answer(client.PATCH("/api/roles/{id}", { params: { path: { id } }, body: { permissions } })),
    "roles",
    "session",
  );

export const useDeleteRole = () =>
  useWrite((id: number) => answer(client.DELETE("/api/roles/{id}", { params: { path: { id } } })), "roles");

export const useOwnSessions = () =>
  useQuery({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => answer(client.GET("/api/sessions", { signal })),
  });
export const useEndSession = () =>
  useWrite(
    (id: number) => answer(client.DELETE("/api/sessions/{id}", { params: { path: { id } } })),
    "sessions",
  );
export const useEndOtherSessions = () => useWrite(() => answer(client.DELETE("/api/sessions")), "sessions");
export const useChangePassword = () =>
  useWrite(
    (body: { current: string; new: string }) => answer(client.POST("/api/session/password", { body })),
    "sessions",
  );

export const useKeys = () =>
  useQuery({ queryKey: ["keys"], queryFn: ({ signal }) => answer(client.GET("/api/keys", { signal })) });
export const useAddKey = () =>
  useWrite(
    (body: { kind: KeyKind; name: string; scopes: string[] }) => answer(client.POST("/api/keys", { body })),
    "keys",
  );
export const useRevokeKey = () =>
  useWrite((id: number) => client.DELETE("/api/keys/{id}", { params: { path: { id } } }), "keys");

export const useAudit = (list: ListState, filter: { actor?: string; action?: string }) =>
  useQuery({
    queryKey: ["audit", list.limit, list.offset, filter],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/audit", {
          params: { query: { limit: list.limit, offset: list.offset, ...filter } },
          signal,
        }),
      ),
  });
export const useVerifyAudit = () =>
  useMutation({ mutationFn: () => answer(client.POST("/api/audit/verify")) });

export const useStores = () =>
  useQuery({
    queryKey: ["stores"],
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => answer(client.GET("/api/stores", { signal })),
  });
