/**
 * Paths the console asks for that the committed `schema.ts` does not hold yet. Once `npm run api` brings one, its line
 * here goes; when the last is gone, so does this file.
 */
import type { Found, List } from "@/app/model";
import type { CustomerDetail, CustomerRow } from "@/features/customers/model";
import type { ImportRun } from "@/features/imports/model";

interface Get<Answer, Query = never, Path = never> {
  parameters: ([Query] extends [never] ? { query?: never } : { query?: Query }) &
    ([Path] extends [never] ? { path?: never } : { path: Path });
  responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Answer } } };
}
type Paging = { limit?: number; offset?: number; sort?: string };

export interface PlannedPaths {
  "/api/search": { get: Get<{ items: Found[] }, { q: string }> };
  "/api/customers": { get: Get<List<CustomerRow>, { q?: string } & Paging> };
  "/api/customers/{id}": { get: Get<CustomerDetail, never, { id: number }> };
  "/api/imports": { get: Get<List<ImportRun>, Paging> };
}
