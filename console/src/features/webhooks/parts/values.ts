import type { OrderState } from "../../imports/model";
import type { MappingLine, Webhook } from "../model";

export interface Values {
  name: string;
  kind: string;
  source: string;
  zone?: string;
  amount_unit?: "yuan" | "fen";
  statuses?: Record<string, OrderState>;
  items?: string;
  lines: MappingLine[];
  sample?: string;
}

/** How values are read; what was left empty is the server's to choose. */
export function optionsOf({ source, zone, amount_unit, statuses }: Partial<Values>) {
  return {
    source,
    ...(zone && { zone }),
    ...(amount_unit && { amount_unit }),
    ...(statuses && { statuses }),
  };
}

export function valuesOf(webhook: Webhook): Values {
  const { source, zone, amount_unit, statuses } = webhook.options as Partial<Values>;
  return {
    name: webhook.name,
    kind: webhook.kind,
    source: source ?? "",
    zone,
    amount_unit,
    statuses,
    items: webhook.items,
    lines: Object.entries(webhook.fields).map(([field, path]) => ({ field, path })),
  };
}
