import type { LineOf } from "@/api/answers";

export type TraitChange = LineOf<"/api/customers/{person_id}/traits/history">;
export type TagSpan = LineOf<"/api/customers/{person_id}/tags/history">;

export type Change =
  | { kind: "trait"; id: string; at: string; change: TraitChange }
  | { kind: "tag_added" | "tag_removed"; id: string; at: string; span: TagSpan };

/** Both histories as one, newest first; a tag that is worn no more was given and taken. */
export function changesOf(traits: TraitChange[], tags: TagSpan[]): Change[] {
  const all: Change[] = [
    ...traits.map((change, index) => ({
      kind: "trait" as const,
      id: `trait/${change.trait}/${change.at}/${index}`,
      at: change.at,
      change,
    })),
    ...tags.flatMap((span): Change[] => {
      const id = `${span.tag_id}/${span.source}/${span.added_at}`;
      const added: Change = { kind: "tag_added", id: `added/${id}`, at: span.added_at, span };
      if (!span.removed_at) return [added];
      return [{ kind: "tag_removed", id: `removed/${id}`, at: span.removed_at, span }, added];
    }),
  ];
  return all.sort((one, other) => other.at.localeCompare(one.at));
}
