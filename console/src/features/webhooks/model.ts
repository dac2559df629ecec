import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Webhook = Schemas["WebhookOut"];
export type WebhookForm = Schemas["WebhookIn"];
export type WebhookChange = Schemas["WebhookChange"];
export type HookKind = Schemas["HookKindOut"];
export type Preview = Schemas["WebhookPreview"];
export type Delivery = Schemas["PastDeliveryOut"];
export type Problem = Delivery["problems"][number];

export const KINDS = ["orders", "customers", "events"] as const;

/** A line of the mapping while it is being written. */
export interface MappingLine {
  field?: string;
  path?: string;
}

/** Lines as the server wants them: field → path, without the unfinished ones. */
export const fieldsOf = (lines: MappingLine[] = []): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap(({ field, path }) => (field?.trim() && path?.trim() ? [[field.trim(), path.trim()]] : [])),
  );

/** The lines a new mapping starts with: what is required, and what may say who it is about. */
export const startingLines = (kind: HookKind): MappingLine[] => {
  const wanted = kind.fields.filter(({ required }) => required);
  const who = kind.fields.filter(
    ({ identifies, key }) => identifies && ["phone", "customer_no"].includes(key),
  );
  return [...wanted, ...who].map(({ key }) => ({ field: key }));
};
