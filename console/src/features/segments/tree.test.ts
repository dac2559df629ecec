import { describe, expect, it } from "vitest";
import { isComplete, negated } from "./leaves";
import type { Leaf, Node } from "./model";
import {
  askable,
  draftOf,
  duplicate,
  incomplete,
  move,
  moveTo,
  negate,
  partsOf,
  pathsOf,
  positionOf,
  remove,
  treeOf,
  unwrap,
  wrap,
} from "./tree";

const tag = (id: number): Leaf => ({ kind: "tag", has: "any", tags: [id] });
const unfinished: Leaf = { kind: "tag", has: "any", tags: [] };
const all = (...of: Node[]): Node => ({ kind: "all", of });
const any = (...of: Node[]): Node => ({ kind: "any", of });
const none = (...of: Node[]): Node => ({ kind: "none", of });

/** The draft of a tree, and the id of the part at a path. */
function drafted(tree: Node) {
  const draft = draftOf(tree);
  const ids = pathsOf(draft);
  return { draft, id: (path: string) => ids.get(path) ?? "" };
}

describe("moving by keyboard", () => {
  const tree = all(tag(1), any(tag(2), tag(3)), tag(4));

  it.each([
    ["0", "down", all(any(tag(2), tag(3)), tag(1), tag(4))],
    ["2", "up", all(tag(1), tag(4), any(tag(2), tag(3)))],
    ["0", "up", tree],
    ["2", "down", tree],
    ["0", "in", all(any(tag(1), tag(2), tag(3)), tag(4))],
    ["2", "in", all(tag(1), any(tag(2), tag(3), tag(4)))],
    ["1.0", "in", all(tag(1), any(all(tag(2)), tag(3)), tag(4))],
    ["1.0", "out", all(tag(1), any(tag(3)), tag(2), tag(4))],
    ["0", "out", tree],
  ] as const)("%s goes %s", (path, direction, expected) => {
    const { draft, id } = drafted(tree);
    expect(treeOf(move(draft, id(path), direction))).toEqual(expected);
  });

  it("keeps the part's name, so that the keyboard stays on it", () => {
    const { draft, id } = drafted(tree);
    const moved = move(draft, id("0"), "in");
    expect(positionOf(moved, id("0"))?.parent.id).toBe(id("1"));
  });
});

describe("regrouping", () => {
  it("does not put a group into itself", () => {
    const { draft, id } = drafted(all(any(all(tag(1))), tag(2)));
    expect(moveTo(draft, id("0"), id("0.0"), 0)).toBe(draft);
    expect(moveTo(draft, id("0"), id("0"), 0)).toBe(draft);
  });

  it("moves between groups to the place that was pointed at", () => {
    const { draft, id } = drafted(all(tag(1), any(tag(2), tag(3))));
    expect(treeOf(moveTo(draft, id("0"), id("1"), 1))).toEqual(all(any(tag(2), tag(1), tag(3))));
  });

  it("wraps and unwraps without changing what is meant", () => {
    const { draft, id } = drafted(all(tag(1), tag(2)));
    const wrapped = wrap(draft, id("1"));
    expect(treeOf(wrapped)).toEqual(all(tag(1), all(tag(2))));
    const group = positionOf(wrapped, id("1"))?.parent.id ?? "";
    expect(treeOf(unwrap(wrapped, group))).toEqual(all(tag(1), tag(2)));
  });

  it("copies with names of its own", () => {
    const { draft, id } = drafted(all(any(tag(1), tag(2))));
    const [next, copy] = duplicate(draft, id("0"));
    expect(treeOf(next)).toEqual(all(any(tag(1), tag(2)), any(tag(1), tag(2))));
    const ids = partsOf(next).map((part) => part.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(treeOf(remove(next, copy))).toEqual(treeOf(draft));
  });
});

describe("the opposite", () => {
  it.each<[Node, Node]>([
    [all(tag(1)), all({ kind: "tag", has: "none", tags: [1] })],
    [all(any(tag(1), tag(2))), all(none(tag(1), tag(2)))],
    [all(none(tag(1), tag(2))), all(any(tag(1), tag(2)))],
    [all(all(tag(1), tag(2))), all(none(all(tag(1), tag(2))))],
    [all({ kind: "segment", segment: 1 }), all(none({ kind: "segment", segment: 1 }))],
  ])("of a part, and of that again is the part", (before, after) => {
    const { draft, id } = drafted(before);
    const once = negate(draft, id("0"));
    expect(treeOf(once)).toEqual(after);
    expect(treeOf(negate(once, id("0")))).toEqual(before);
  });

  it("of the whole", () => {
    const { draft, id } = drafted(all(tag(1), tag(2)));
    expect(treeOf(negate(draft, id("")))).toEqual(none(all(tag(1), tag(2))));
  });

  it("is left to a group where words would lie: who has no orders is in neither", () => {
    expect(negated({ kind: "trait", trait: "orders", operator: "greater", value: 3 })).toBeNull();
    expect(negated({ kind: "trait", trait: "city", operator: "is", value: "杭州" })).toMatchObject({
      operator: "is_not",
    });
  });
});

describe("what can be asked already", () => {
  it("leaves out what is not filled in and says where the rest stands", () => {
    const { draft, id } = drafted(all(unfinished, any(unfinished), any(tag(1), unfinished, tag(2))));
    const asked = askable(draft);
    expect(asked?.tree).toEqual(all(any(tag(1), tag(2))));
    expect(asked?.skipped).toBe(3);
    expect(asked?.at.get("0.1")).toBe(id("2.2"));
    expect(incomplete(draft)).toEqual([id("0"), id("1.0"), id("2.1")]);
  });

  it("is nothing while nothing is filled in: everybody is not an answer", () => {
    expect(askable(draftOf(all(unfinished)))).toBeNull();
  });

  it("knows a window the wrong way round", () => {
    const base = {
      kind: "event_time",
      which: "first",
      event: "order_paid",
      where: [],
    } satisfies Partial<Leaf>;
    expect(isComplete({ ...base, window: { kind: "between", from: "2026-02-01", to: "2026-01-01" } })).toBe(
      false,
    );
    expect(isComplete({ ...base, window: { kind: "between", from: "2026-01-01", to: "2026-01-01" } })).toBe(
      true,
    );
  });
});
