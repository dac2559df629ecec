import type { Filters } from "@/ui/listState";

/** Whom an action on many is for: those chosen, or everybody the list would show. */
export type Scope =
  | { kind: "people"; ids: number[]; total: number }
  | { kind: "filter"; filter: Filters; total: number };

/** The segment, when the list shows one and nothing else narrows it. */
export function segmentOf(scope: Scope): number | null {
  if (scope.kind !== "filter") return null;
  const { segment, ...rest } = scope.filter;
  return segment && !segment.includes(",") && !Object.keys(rest).length ? Number(segment) : null;
}

/** As the API of bulk edits asks for people: `people`, a `segment`, or a `query` of the list. */
export function peopleOf(scope: Scope): Record<string, unknown> {
  if (scope.kind === "people") return { people: scope.ids };
  const segment = segmentOf(scope);
  return segment === null ? { query: scope.filter } : { segment };
}
