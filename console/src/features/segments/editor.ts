import { useCallback, useEffect, useMemo, useReducer } from "react";
import type { GroupKind, Leaf, Node } from "./model";
import {
  type Direction,
  type DraftGroup,
  draftGroup,
  draftLeaf,
  draftOf,
  duplicate,
  insert,
  move,
  moveTo,
  negate,
  partOf,
  positionOf,
  remove,
  setKind,
  setLeaf,
  treeOf,
  unwrap,
  wrap,
} from "./tree";

const UNDOABLE = 100;

interface State {
  root: DraftGroup;
  past: DraftGroup[];
  future: DraftGroup[];
  /** Where the keyboard goes after this change; `n` tells two changes of one part apart. */
  focus: { id: string; n: number; inside: boolean } | null;
  /** What was typed into last: a word is one step back, not one for each letter. */
  typing: string | null;
}
type Action =
  | { do: "change"; root: DraftGroup; focus?: string; inside?: boolean; typing?: string }
  | { do: "undo" | "redo" }
  | { do: "show"; id: string };

function reduce(state: State, action: Action): State {
  if (action.do === "change") {
    if (action.root === state.root) return state;
    const { focus, inside = false, typing = null } = action;
    const goesOn = typing !== null && typing === state.typing;
    return {
      root: action.root,
      past: goesOn ? state.past : [...state.past, state.root].slice(-UNDOABLE),
      future: [],
      focus: focus ? { id: focus, n: (state.focus?.n ?? 0) + 1, inside } : state.focus,
      typing,
    };
  }
  if (action.do === "show")
    return { ...state, focus: { id: action.id, n: (state.focus?.n ?? 0) + 1, inside: true } };
  const [from, to] = action.do === "undo" ? [state.past, state.future] : [state.future, state.past];
  const root = from.at(-1);
  if (!root) return state;
  const [left, kept] = [from.slice(0, -1), [...to, state.root]];
  const [past, future] = action.do === "undo" ? [left, kept] : [kept, left];
  return { ...state, root, past, future, typing: null };
}

export interface Editor {
  root: DraftGroup;
  focus: State["focus"];
  mayUndo: boolean;
  mayRedo: boolean;
  undo: () => void;
  redo: () => void;
  /** Another rule in its place; undo brings this one back. */
  load: (tree: Node) => void;
  setKind: (id: string, kind: GroupKind) => void;
  setLeaf: (id: string, leaf: Leaf) => void;
  addLeaf: (groupId: string, leaf: Leaf) => void;
  addGroup: (groupId: string) => void;
  remove: (id: string) => void;
  duplicate: (id: string) => void;
  negate: (id: string) => void;
  wrap: (id: string) => void;
  unwrap: (id: string) => void;
  move: (id: string, direction: Direction) => void;
  /** Leads the keyboard to a part, into its first field. */
  show: (id: string) => void;
  moveTo: (id: string, groupId: string, index: number) => void;
}

/** Nested groups inside a group read as the other kind: "all of … any of …". */
const otherKind = (kind: GroupKind): GroupKind => (kind === "all" ? "any" : "all");

/** What the keyboard stands on once a part is gone: the one that took its place, else the one before, else the group. */
function besideOf(root: DraftGroup, id: string): string {
  const at = positionOf(root, id);
  if (!at) return root.id;
  return (at.parent.of[at.index + 1] ?? at.parent.of[at.index - 1] ?? at.parent).id;
}

export function useEditor(tree: Node): Editor {
  const [state, dispatch] = useReducer(reduce, tree, (first) => ({
    root: draftOf(first),
    past: [],
    future: [],
    focus: null,
    typing: null,
  }));
  const { root, focus, past, future } = state;
  const change = useCallback(
    (next: DraftGroup, on?: string, inside?: boolean, typing?: string) =>
      dispatch({ do: "change", root: next, focus: on, inside, typing }),
    [],
  );
  useFocus(focus);
  return useMemo(
    () => ({
      root,
      focus,
      mayUndo: past.length > 0,
      mayRedo: future.length > 0,
      undo: () => dispatch({ do: "undo" }),
      redo: () => dispatch({ do: "redo" }),
      load: (loaded) => change(draftOf(loaded)),
      setKind: (id, kind) => change(setKind(root, id, kind)),
      setLeaf: (id, leaf) => change(setLeaf(root, id, leaf), undefined, false, id),
      addLeaf: (groupId, leaf) => {
        const part = draftLeaf(leaf);
        change(insert(root, groupId, part), part.id, true);
      },
      addGroup: (groupId) => {
        const around = partOf(root, groupId);
        const part = draftGroup(otherKind(around && "of" in around ? around.kind : "all"));
        change(insert(root, groupId, part), part.id, true);
      },
      remove: (id) => change(remove(root, id), besideOf(root, id)),
      duplicate: (id) => change(...duplicate(root, id)),
      negate: (id) => change(negate(root, id), id),
      wrap: (id) => change(wrap(root, id), id),
      unwrap: (id) => change(unwrap(root, id), besideOf(root, id)),
      move: (id, direction) => change(move(root, id, direction), id),
      show: (id) => dispatch({ do: "show", id }),
      moveTo: (id, groupId, index) => change(moveTo(root, id, groupId, index), id),
    }),
    [root, focus, past, future, change],
  );
}

export const sameTree = (root: DraftGroup, tree: Node): boolean =>
  JSON.stringify(treeOf(root)) === JSON.stringify(treeOf(draftOf(tree)));

const FIELD = "input:not([type=hidden], [type=radio], [disabled])";

/** The field to go on in: what the condition is about was chosen a moment ago. */
function firstField(part: HTMLElement): HTMLElement | undefined {
  const box = part.querySelector<HTMLElement>("[data-fields]");
  const fields = [...(box?.querySelectorAll<HTMLElement>(FIELD) ?? [])];
  return fields[Number(box?.dataset.chosen ?? 0)] ?? fields[0];
}

function useFocus(focus: State["focus"]): void {
  useEffect(() => {
    if (!focus) return;
    const part = document.querySelector<HTMLElement>(`[data-part="${focus.id}"]`);
    const handle = part?.querySelector<HTMLElement>("[data-handle]");
    ((focus.inside && part && firstField(part)) || handle)?.focus();
  }, [focus]);
}
