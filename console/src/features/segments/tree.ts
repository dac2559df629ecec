import { negated, isComplete } from "./leaves";
import type { Group, GroupKind, Leaf, Node } from "./model";
import { isGroup } from "./model";

/** A rule while it is edited: every part has a name of its own, so that it can be found wherever it is moved. */
export interface DraftGroup {
  id: string;
  kind: GroupKind;
  of: DraftNode[];
}
export interface DraftLeaf {
  id: string;
  leaf: Leaf;
}
export type DraftNode = DraftGroup | DraftLeaf;
export const isDraftGroup = (node: DraftNode): node is DraftGroup => "of" in node;

let made = 0;
const newId = () => `part-${++made}`;

export const draftLeaf = (leaf: Leaf): DraftLeaf => ({ id: newId(), leaf });
export const draftGroup = (kind: GroupKind, of: DraftNode[] = []): DraftGroup => ({ id: newId(), kind, of });

function toDraft(node: Node): DraftNode {
  return isGroup(node) ? draftGroup(node.kind, node.of.map(toDraft)) : draftLeaf(node);
}
/** The editor's outermost part is always a group. */
export function draftOf(tree: Node): DraftGroup {
  const draft = toDraft(tree);
  return isDraftGroup(draft) ? draft : draftGroup("all", [draft]);
}
export function treeOf(draft: DraftNode): Node {
  return isDraftGroup(draft) ? { kind: draft.kind, of: draft.of.map(treeOf) } : draft.leaf;
}

export interface Askable {
  tree: Group;
  /** Which part of the draft stands at a path of `tree`: "0.1" → its id. */
  at: Map<string, string>;
  /** Conditions that are not filled in yet and therefore left out. */
  skipped: number;
}
/** What can already be asked: without conditions that are not filled in and groups with nothing in them. */
export function askable(root: DraftGroup): Askable | null {
  const at = new Map<string, string>();
  let skipped = 0;
  const kept = (group: DraftGroup, path: number[]): Group => {
    const of: Node[] = [];
    for (const part of group.of) {
      const here = [...path, of.length];
      if (isDraftGroup(part)) {
        const inner = kept(part, here);
        if (!inner.of.length) continue;
        of.push(inner);
      } else if (isComplete(part.leaf)) of.push(part.leaf);
      else {
        skipped += 1;
        continue;
      }
      at.set(here.join("."), part.id);
    }
    return { kind: group.kind, of };
  };
  const tree = kept(root, []);
  at.set("", root.id);
  return tree.of.length ? { tree, at, skipped } : null;
}
/** Path → id in the whole draft, as the server names parts of a tree that was sent as it is. */
export function pathsOf(root: DraftGroup): Map<string, string> {
  const at = new Map<string, string>();
  const walk = (part: DraftNode, path: number[]): void => {
    at.set(path.join("."), part.id);
    if (!isDraftGroup(part)) return;
    for (const [index, each] of part.of.entries()) walk(each, [...path, index]);
  };
  walk(root, []);
  return at;
}

export function partsOf(part: DraftNode): DraftNode[] {
  return isDraftGroup(part) ? [part, ...part.of.flatMap(partsOf)] : [part];
}
export const incomplete = (root: DraftGroup): string[] =>
  partsOf(root).flatMap((part) => (!isDraftGroup(part) && !isComplete(part.leaf) ? [part.id] : []));

export interface Position {
  parent: DraftGroup;
  index: number;
}
export function positionOf(root: DraftGroup, id: string): Position | null {
  const index = root.of.findIndex((part) => part.id === id);
  if (index >= 0) return { parent: root, index };
  for (const part of root.of) {
    const found = isDraftGroup(part) ? positionOf(part, id) : null;
    if (found) return found;
  }
  return null;
}
export const partOf = (root: DraftGroup, id: string): DraftNode | undefined =>
  partsOf(root).find((part) => part.id === id);

/** The draft with one part replaced by none, one or several; the same object where nothing changed. */
function replaced<Part extends DraftNode>(
  part: Part,
  id: string,
  by: (found: DraftNode) => DraftNode[],
): Part {
  if (!isDraftGroup(part)) return part;
  const of = part.of.flatMap((each) => (each.id === id ? by(each) : [replaced(each, id, by)]));
  return of.length === part.of.length && of.every((each, index) => each === part.of[index])
    ? part
    : { ...part, of };
}
function changedGroup(root: DraftGroup, id: string, change: (group: DraftGroup) => DraftGroup): DraftGroup {
  if (root.id === id) return change(root);
  return replaced(root, id, (part) => [isDraftGroup(part) ? change(part) : part]);
}

export const setKind = (root: DraftGroup, id: string, kind: GroupKind): DraftGroup =>
  changedGroup(root, id, (group) => ({ ...group, kind }));
export const setLeaf = (root: DraftGroup, id: string, leaf: Leaf): DraftGroup =>
  replaced(root, id, (part) => [{ id: part.id, leaf }]);
export const remove = (root: DraftGroup, id: string): DraftGroup => replaced(root, id, () => []);

export function insert(root: DraftGroup, groupId: string, part: DraftNode, index?: number): DraftGroup {
  return changedGroup(root, groupId, (group) => {
    const of = [...group.of];
    of.splice(index ?? of.length, 0, part);
    return { ...group, of };
  });
}

export function copyOf(part: DraftNode): DraftNode {
  return isDraftGroup(part) ? draftGroup(part.kind, part.of.map(copyOf)) : draftLeaf(part.leaf);
}
export function duplicate(root: DraftGroup, id: string): [DraftGroup, string] {
  let copied = id;
  const next = replaced(root, id, (part) => {
    const copy = copyOf(part);
    copied = copy.id;
    return [part, copy];
  });
  return [next, copied];
}

/** Put between others: into `groupId`, before what stands at `index` now. A group never goes into itself. */
export function moveTo(root: DraftGroup, id: string, groupId: string, index: number): DraftGroup {
  const part = partOf(root, id);
  const from = positionOf(root, id);
  if (!part || !from || partsOf(part).some((each) => each.id === groupId)) return root;
  const sameGroup = from.parent.id === groupId;
  const target = sameGroup && from.index < index ? index - 1 : index;
  if (sameGroup && target === from.index) return root;
  return insert(remove(root, id), groupId, part, target);
}

export type Direction = "up" | "down" | "in" | "out";
/** One step by keyboard. In: into the group beside it (the one before, else the one after), else into a new one. */
export function move(root: DraftGroup, id: string, direction: Direction): DraftGroup {
  const from = positionOf(root, id);
  if (!from) return root;
  const { parent, index } = from;
  if (direction === "up") return index > 0 ? moveTo(root, id, parent.id, index - 1) : root;
  if (direction === "down") return moveTo(root, id, parent.id, Math.min(index + 2, parent.of.length));
  if (direction === "in") {
    const [before, after] = [parent.of[index - 1], parent.of[index + 1]];
    if (before && isDraftGroup(before)) return moveTo(root, id, before.id, before.of.length);
    if (after && isDraftGroup(after)) return moveTo(root, id, after.id, 0);
    return wrap(root, id);
  }
  const outer = positionOf(root, parent.id);
  return outer ? moveTo(root, id, outer.parent.id, outer.index + 1) : root;
}

/** Into a group of its own; what is true of the whole stays the same. */
export const wrap = (root: DraftGroup, id: string): DraftGroup =>
  replaced(root, id, (part) => [draftGroup("all", [part])]);
/** A group dissolved into the one around it. */
export const unwrap = (root: DraftGroup, id: string): DraftGroup =>
  replaced(root, id, (part) => (isDraftGroup(part) ? part.of : [part]));

/** The opposite: of a condition in its own words where it has them, else as "none of". */
export function negate(root: DraftGroup, id: string): DraftGroup {
  if (root.id === id) {
    if (root.kind === "all") return draftGroup("none", [{ ...root, id: newId() }]);
    return setKind(root, id, root.kind === "any" ? "none" : "any");
  }
  return replaced(root, id, (part) => {
    if (!isDraftGroup(part)) {
      const leaf = negated(part.leaf);
      return [
        leaf ? { id: part.id, leaf } : { ...draftGroup("none", [{ ...part, id: newId() }]), id: part.id },
      ];
    }
    if (part.kind === "any") return [{ ...part, kind: "none" }];
    const [only] = part.of;
    if (part.kind === "none")
      return [part.of.length === 1 && only ? { ...only, id: part.id } : { ...part, kind: "any" }];
    return [{ id: part.id, kind: "none", of: [{ ...part, id: newId() }] }];
  });
}
