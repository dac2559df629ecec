import { useEffect, useMemo, useState } from "react";
import { asRefusal, type Refusal } from "@/api/refusal";
import type { Node, Preview } from "./model";
import { usePreview } from "./queries";
import { askable, type DraftGroup } from "./tree";

export const DEBOUNCE_MS = 300;

export interface Live {
  /** The last answer; of the rule as it was before when `behind`. */
  answer: Preview | undefined;
  behind: boolean;
  refusal: Refusal | null;
  /** Size by part of the draft. */
  sizes: Map<string, number>;
  /** The part a refusal is about. */
  wrong: { id: string; refusal: Refusal } | null;
  /** Conditions that are left out because they are not filled in. */
  skipped: number;
  nothing: boolean;
  retry: () => void;
}

/** The rule's size and sample while it is being written. */
export function useLive(root: DraftGroup): Live {
  const asked = useMemo(() => askable(root), [root]);
  const wanted = asked ? JSON.stringify(asked.tree) : null;
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const tree = useMemo(() => (settled ? (JSON.parse(settled) as Node) : null), [settled]);
  const query = usePreview(tree);
  const behind = settled !== wanted || query.isFetching;
  const refusal = query.error && !behind ? asRefusal(query.error) : null;
  return useMemo(() => {
    const current = asked ? query.data : undefined;
    const sizes = new Map<string, number>();
    // Sizes belong to paths of the tree that was asked: while another is on its way they would stand at wrong parts.
    if (settled === wanted && !query.isPlaceholderData) {
      for (const { path, size } of current?.leaves ?? []) {
        const id = asked?.at.get(path.join("."));
        if (id) sizes.set(id, size);
      }
    }
    const wrongId = refusal && pathOf(refusal) !== null ? asked?.at.get(pathOf(refusal) ?? "") : undefined;
    return {
      answer: current,
      behind,
      refusal,
      sizes,
      wrong: refusal && wrongId ? { id: wrongId, refusal } : null,
      skipped: asked?.skipped ?? 0,
      nothing: asked === null,
      retry: () => void query.refetch(),
    };
  }, [asked, query.data, query.isPlaceholderData, query.refetch, behind, refusal, settled, wanted]);
}

/** The part of the tree a refusal names, as "0.1"; null when it names none. */
export function pathOf(refusal: Refusal): string | null {
  const path = refusal.data.path;
  return Array.isArray(path) ? path.join(".") : null;
}
