/**
 * The API as the console uses it, in the form openapi-typescript writes. `npm run api -- <server>` replaces this file
 * with one generated from the server's /api/openapi.json; the type checker then shows where a screen and the server differ.
 */
import type { Found, Job, List, Session, SetupForm, SetupState, Status } from "@/app/model";
import type { CustomerDetail, CustomerRow } from "@/features/customers/model";
import type { EventKind, LiveEvent, RejectedEvent } from "@/features/events/model";
import type { ImportRun } from "@/features/imports/model";
import type { LiveCode } from "@/features/live_codes/model";
import type { Overview } from "@/features/overview/model";
import type {
  AuditEntry,
  AuditVerdict,
  Connection,
  ConnectionDetail,
  Key,
  Permission,
  Role,
  Store,
  User,
  UserForm,
} from "@/features/settings/model";

interface Json<T> {
  responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": T } } };
}
interface Operation<Answer, Query = never, Path = never, Body = never> extends Json<Answer> {
  parameters: ([Query] extends [never] ? { query?: never } : { query?: Query }) &
    ([Path] extends [never] ? { path?: never } : { path: Path });
  requestBody: [Body] extends [never] ? undefined : { content: { "application/json": Body } };
}
type Get<Answer, Query = never, Path = never> = Omit<Operation<Answer, Query, Path>, "requestBody">;
type Send<Answer, Body = never, Path = never> = [Body] extends [never]
  ? Get<Answer, never, Path>
  : Operation<Answer, never, Path, Body>;
type Paging = { limit?: number; offset?: number; sort?: string };
type ById = { id: number };

interface SavedView {
  id: number;
  name: string;
  state: { search?: string };
  shared: boolean;
  mine: boolean;
}

export interface paths {
  "/api/views": {
    get: Get<{ items: SavedView[] }, { page: string }>;
    post: Send<SavedView, { page: string; name: string; state: { search?: string }; shared: boolean }>;
  };
  "/api/views/{id}": { delete: Omit<Operation<unknown, never, ById>, "requestBody"> };
  "/api/setup": { get: Get<SetupState>; post: Send<Session, SetupForm> };
  "/api/session": {
    get: Get<Session>;
    post: Send<Session, { login: string; password: string }>;
    delete: Omit<Operation<unknown>, "requestBody">;
  };
  "/api/session/link": { post: Send<Session, { token: string }> };
  "/api/status": { get: Get<Status> };
  "/api/jobs": { get: Get<List<Job>, { state?: string } & Paging> };
  "/api/jobs/{id}/retry": { post: Send<unknown, never, ById> };
  "/api/search": { get: Get<{ items: Found[] }, { q: string }> };
  "/api/overview": { get: Get<Overview, { from?: string; to?: string }> };
  "/api/events/catalog": { get: Get<{ items: EventKind[] }> };
  "/api/events/recent": { get: Get<{ items: LiveEvent[] }, { event?: string; person?: number; limit?: number }> };
  "/api/events/rejected": { get: Get<List<RejectedEvent>, Paging> };
  "/api/users": { get: Get<List<User>, Paging>; post: Send<User, UserForm> };
  "/api/users/{id}": { patch: Send<User, Partial<UserForm>, ById> };
  "/api/users/{id}/login-link": { post: Send<{ token: string; expires_at: string }, never, ById> };
  "/api/roles": { get: Get<{ items: Role[] }>; post: Send<Role, { name: string; permissions: string[] }> };
  "/api/roles/{id}": { patch: Send<Role, { name?: string; permissions?: string[] }, ById> };
  "/api/permissions": { get: Get<{ items: Permission[] }> };
  "/api/keys": {
    get: Get<{ items: Key[] }>;
    post: Send<{ key: Key; secret: string }, { kind: string; name: string; scopes: string[] }>;
  };
  "/api/keys/{id}": { delete: Omit<Operation<unknown, never, ById>, "requestBody"> };
  "/api/audit": { get: Get<List<AuditEntry>, { actor?: string; action?: string } & Paging> };
  "/api/audit/verify": { post: Send<AuditVerdict> };
  "/api/wecom/connections": { get: Get<{ items: Connection[] }>; post: Send<Connection, Record<string, unknown>> };
  "/api/wecom/connections/{id}": { get: Get<ConnectionDetail, never, ById> };
  "/api/wecom/connections/{id}/check": { post: Send<unknown, never, ById> };
  "/api/stores": { get: Get<{ items: Store[] }> };
  "/api/customers": { get: Get<List<CustomerRow>, { q?: string } & Paging> };
  "/api/customers/{id}": { get: Get<CustomerDetail, never, ById> };
  "/api/live-codes": { get: Get<List<LiveCode>, Paging> };
  "/api/imports": { get: Get<List<ImportRun>, Paging> };
}
