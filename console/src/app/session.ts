import { type QueryClient, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answer, client, setCsrfToken } from "@/api/client";
import { Refusal } from "@/api/refusal";
import type { Session, SetupForm } from "./model";

export const SESSION = ["session"] as const;
/** The server's own minimum, said before it has to refuse. */
export const PASSWORD_LENGTH = 8;

function entered(session: Session): Session {
  setCsrfToken(session.csrf_token);
  return session;
}

/** The session, or null when nobody is logged in. */
export function useSessionQuery() {
  return useQuery<Session | null>({
    queryKey: SESSION,
    staleTime: 5 * 60_000,
    queryFn: async ({ signal }) => {
      try {
        return entered(await answer(client.GET("/api/session", { signal })));
      } catch (error) {
        if (error instanceof Refusal && error.status === 401) return null;
        throw error;
      }
    },
  });
}

const ENDED = ["session", "ended"] as const;

/** A request was refused because the session is over, while this page still has one. */
export function endSession(queries: QueryClient): void {
  if (queries.getQueryData<Session | null>(SESSION)) queries.setQueryData(ENDED, true);
}
export function useSessionEnded(): [boolean, (ended: boolean) => void] {
  const queries = useQueryClient();
  const { data } = useQuery<boolean>({ queryKey: ENDED, queryFn: skipToken, initialData: false });
  return [data ?? false, (ended) => queries.setQueryData(ENDED, ended)];
}

export function useSession(): Session | null {
  return useSessionQuery().data ?? null;
}

/** `may("live_codes.write")`: whether to offer an action. The server decides again when it is done. */
export function useMay(): (permission: string) => boolean {
  const permissions = useSession()?.permissions;
  return (permission) => !!permissions && permissions.includes(permission);
}

/** The corps whose staff may log in with WeCom. Nobody waits for it: without an answer there is the form. */
export function useWecomLogins() {
  return useQuery({
    queryKey: ["session", "wecom"],
    staleTime: 60_000,
    queryFn: ({ signal }) => answer(client.GET("/api/session/wecom", { signal })),
  });
}

export function useSetupState(enabled: boolean) {
  return useQuery({
    queryKey: ["setup"],
    enabled,
    queryFn: ({ signal }) => answer(client.GET("/api/setup", { signal })),
  });
}

function useEntering<Form>(enter: (form: Form) => Promise<Session>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: enter,
    onSuccess: async (session) => {
      // An answer that is still on its way would say that nobody is logged in.
      await queries.cancelQueries({ queryKey: SESSION });
      queries.setQueryData(SESSION, entered(session));
      queries.setQueryData(["setup"], { needed: false });
    },
  });
}

export const useSetup = () => useEntering((body: SetupForm) => answer(client.POST("/api/setup", { body })));
export const useLogin = () =>
  useEntering((body: { login: string; password: string }) => answer(client.POST("/api/session", { body })));
export const useLoginLink = () =>
  useEntering((token: string) => answer(client.POST("/api/session/link", { body: { token } })));

export function useLogout() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => client.DELETE("/api/session"),
    onSuccess: async () => {
      await queries.cancelQueries({ queryKey: SESSION });
      // The session stays, as null, for those who watch it: that is what leads to the door.
      queries.setQueryData(SESSION, null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION[0] });
    },
  });
}
