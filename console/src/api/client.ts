import createClient, { type Middleware } from "openapi-fetch";
import { refusalFrom, unreachable } from "./refusal";
import type { paths } from "./schema";

let csrfToken = "";
/** The session hands out the token; every write carries it. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}
export function csrfHeaders(): Record<string, string> {
  return csrfToken ? { "X-CSRF-Token": csrfToken } : {};
}

const rules: Middleware = {
  onRequest({ request }) {
    if (request.method !== "GET" && csrfToken) request.headers.set("X-CSRF-Token", csrfToken);
    return request;
  },
  async onResponse({ response }) {
    if (!response.ok) throw await refusalFrom(response);
    return response;
  },
  onError({ error }) {
    if (error instanceof DOMException && error.name === "AbortError") return error;
    return unreachable();
  },
};

export const client = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "",
  credentials: "same-origin",
  // The global is looked up at each call so that tests can replace it.
  fetch: (request) => globalThis.fetch(request),
});
client.use(rules);

/** The body of an answer, typed by the path; refusals arrive as a thrown `Refusal`. */
export async function answer<T>(call: Promise<{ data?: T }>): Promise<NonNullable<T>> {
  const { data } = await call;
  return data as NonNullable<T>;
}
