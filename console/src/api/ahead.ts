import { client } from "./client";

interface Asked {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown> };
  body?: unknown;
  signal?: AbortSignal;
}
// biome-ignore lint/suspicious/noExplicitAny: routes the generated schema does not hold yet
type Call = (path: string, asked?: Asked) => Promise<{ data?: any }>;

export const ahead = client as unknown as Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Call>;
