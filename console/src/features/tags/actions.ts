import type { LineOf, SentTo } from "@/api/answers";

/** What people get tags for by doing it. */
export type TagAction = LineOf<"/api/tags/actions">;
export type ActionBody = SentTo<"/api/tags/actions", "post">;

/** In the order in which an operator would look for them. */
export const ACTION_KINDS = ["keyword", "menu", "message", "link", "form", "campaign"] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

export interface ActionValues {
  name: string;
  kind: ActionKind;
  match: "is" | "contains";
  value: string;
  tags: number[];
  days: number | null;
  active: boolean;
}

export const NEW_ACTION: Partial<ActionValues> = {
  kind: "keyword",
  match: "contains",
  value: "",
  tags: [],
  days: null,
  active: true,
};

/** Without words any writing would earn the tag; of all else an empty value means whichever it is. */
export const needsValue = (kind: ActionKind | undefined): boolean => kind === "keyword";

export const valuesOf = ({ id: _id, created_at: _at, ...action }: TagAction): ActionValues => ({
  ...action,
  kind: action.kind as ActionKind,
  match: action.match as ActionValues["match"],
  value: action.value ?? "",
  days: action.days ?? null,
  active: action.active ?? true,
});

export const bodyOf = (values: ActionValues): ActionBody => ({
  ...values,
  name: values.name.trim(),
  value: (values.value ?? "").trim(),
  days: values.days ?? null,
});
