import type {
  EventLeaf,
  EventWord,
  Filter,
  Leaf,
  Scalar,
  TraitKind,
  TraitWord,
  Value,
  Window,
} from "./model";

const OPPOSITES: [string, string][] = [
  ["is", "is_not"],
  ["in", "not_in"],
  ["contains", "not_contains"],
  ["is_empty", "is_not_empty"],
  ["within_last", "not_within_last"],
  ["has_any", "has_none"],
];
const OPPOSITE = new Map(OPPOSITES.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));

/** The same condition the other way round, where it can be said in one; null where it takes a "none of". */
export function negated(leaf: Leaf): Leaf | null {
  if (leaf.kind === "trait") {
    // "Greater" has no opposite: who has no value is in neither.
    const operator = OPPOSITE.get(leaf.operator);
    if (!operator || typeof leaf.value === "boolean") return null;
    return { ...leaf, operator };
  }
  if (leaf.kind === "event") {
    if (isDone(leaf)) return { ...leaf, operator: "exactly", value: 0 };
    if (isNotDone(leaf)) return { ...leaf, operator: "at_least", value: 1 };
    return null;
  }
  if (leaf.kind === "tag" && leaf.has !== "all") return { ...leaf, has: leaf.has === "any" ? "none" : "any" };
  if (leaf.kind === "identity") return { ...leaf, has: !leaf.has };
  return null;
}

export const isDone = (leaf: EventLeaf): boolean =>
  leaf.measure === "count" && leaf.operator === "at_least" && leaf.value === 1;
export const isNotDone = (leaf: EventLeaf): boolean =>
  leaf.measure === "count" && leaf.operator === "exactly" && leaf.value === 0;

export type Shape = "none" | "one" | "many" | "pair" | "span" | "days";
/** What an operator is given: nothing, one value, several, two ends, a length of time. */
export function shapeOf(operator: string): Shape {
  if (operator === "is_empty" || operator === "is_not_empty") return "none";
  if (["in", "not_in", "has_any", "has_all", "has_none"].includes(operator)) return "many";
  if (operator === "between") return "pair";
  if (["within_last", "not_within_last", "within_next"].includes(operator)) return "span";
  if (operator === "anniversary_within") return "days";
  return "one";
}

export const OPERATORS: Record<TraitKind, string[]> = {
  text: [
    "is",
    "is_not",
    "in",
    "not_in",
    "contains",
    "not_contains",
    "starts_with",
    "ends_with",
    "matches",
    "is_not_empty",
    "is_empty",
  ],
  number: [
    "is",
    "is_not",
    "greater",
    "at_least",
    "less",
    "at_most",
    "between",
    "in",
    "not_in",
    "is_not_empty",
    "is_empty",
  ],
  money: ["at_least", "at_most", "between", "greater", "less", "is", "is_not", "is_not_empty", "is_empty"],
  date: [
    "within_last",
    "not_within_last",
    "within_next",
    "anniversary_within",
    "on",
    "before",
    "after",
    "between",
    "is_not_empty",
    "is_empty",
  ],
  time: [
    "within_last",
    "not_within_last",
    "within_next",
    "on",
    "before",
    "after",
    "between",
    "is_not_empty",
    "is_empty",
  ],
  yes_no: ["is"],
  one_of: ["in", "not_in", "is", "is_not", "is_not_empty", "is_empty"],
  many_of: ["has_any", "has_all", "has_none", "is_not_empty", "is_empty"],
};

const isScalar = (value: unknown): value is Scalar =>
  typeof value === "boolean" ||
  (typeof value === "number" && Number.isFinite(value)) ||
  (typeof value === "string" && value.trim() !== "");

export function isValue(operator: string, value: Value): boolean {
  const shape = shapeOf(operator);
  if (shape === "none") return true;
  if (shape === "many") return Array.isArray(value) && value.length > 0 && value.every(isScalar);
  if (shape === "pair") return Array.isArray(value) && value.length === 2 && value.every(isScalar);
  if (shape === "span" || shape === "days")
    return !!value && typeof value === "object" && "n" in value && value.n > 0;
  return isScalar(value);
}

/** What a value starts as when its operator needs another form; kept when it still fits. */
export function fitted(operator: string, value: Value): Value {
  if (shapeOf(operator) !== "none" && isValue(operator, value)) return value;
  const shape = shapeOf(operator);
  if (shape === "span") return { n: 30, unit: "day" };
  if (shape === "days") return { n: 7 };
  if (shape === "many") return isScalar(value) ? [value] : [];
  if (shape === "one" && Array.isArray(value) && value.length === 1) return value[0];
  return undefined;
}

export const isWindow = (window: Window): boolean =>
  window.kind === "between"
    ? !!window.from && !!window.to && window.from <= window.to
    : !("n" in window) || window.n > 0;
/** Whether every condition on an event is filled in. */
export const areFilters = (where: Filter[]) =>
  where.every(({ property, operator, value }) => property && isValue(operator, value));

function isMeasured(leaf: EventLeaf): boolean {
  const numbers = leaf.operator === "between" ? leaf.value : [leaf.value];
  if (!Array.isArray(numbers) || numbers.some((each) => typeof each !== "number")) return false;
  return leaf.measure === "count" || leaf.measure === "days" || !!leaf.property;
}

/** Whether it can be asked: everything it needs is filled in. */
export function isComplete(leaf: Leaf): boolean {
  switch (leaf.kind) {
    case "trait":
      return !!leaf.trait && isValue(leaf.operator, leaf.value);
    case "event":
      return !!leaf.event && isMeasured(leaf) && areFilters(leaf.where) && isWindow(leaf.window);
    case "event_time":
      return !!leaf.event && areFilters(leaf.where) && isWindow(leaf.window);
    case "sequence":
      return (
        leaf.steps.length > 1 &&
        leaf.steps.every((step) => step.event && areFilters(step.where)) &&
        leaf.within.n > 0 &&
        isWindow(leaf.window)
      );
    case "tag":
      return leaf.tags.length > 0;
    case "friend":
    case "group":
    case "follower":
      return true;
    case "identity":
      return !!leaf.identifier;
    case "channel":
      return leaf.channels.length > 0;
    case "rfm":
      return leaf.cells.length > 0;
    case "lifecycle":
      return leaf.layers.length > 0;
    case "segment":
      return leaf.segment !== null;
    case "list":
      return leaf.list !== null;
    case "sample":
      return leaf.salt.trim() !== "" && leaf.from < leaf.to;
  }
}

/** What most people ask first of each kind. */
const USUAL: Record<TraitKind, string> = {
  text: "is",
  number: "at_least",
  money: "at_least",
  date: "within_last",
  time: "within_last",
  yes_no: "is",
  one_of: "in",
  many_of: "has_any",
};

/** What a trait can be asked, the usual questions first; the server says which it answers. */
export function operatorsOf({ kind, operators }: Pick<TraitWord, "kind" | "operators">): string[] {
  const known = OPERATORS[kind] ?? [];
  if (!operators.length) return known;
  const offered = new Set(operators);
  return [...known.filter((each) => offered.has(each)), ...operators.filter((each) => !known.includes(each))];
}

export function traitLeaf(trait: TraitWord): Leaf {
  const operators = operatorsOf(trait);
  const usual = trait.key === "birthday" ? "anniversary_within" : USUAL[trait.kind];
  const operator = operators.includes(usual) ? usual : (operators[0] ?? "is");
  return {
    kind: "trait",
    trait: trait.key,
    operator,
    value: trait.kind === "yes_no" ? true : fitted(operator, undefined),
  };
}
export const eventLeaf = (event: Pick<EventWord, "name">): Leaf => ({
  kind: "event",
  event: event.name,
  where: [],
  measure: "count",
  operator: "at_least",
  value: 1,
  window: { kind: "last", n: 30, unit: "day" },
});

const EVER: Window = { kind: "ever" };
/** A fresh condition of each kind that is not about one trait or one event. */
export const BLANK = {
  tag: { kind: "tag", has: "any", tags: [] },
  friend: { kind: "friend", state: "open", staff: [], stores: [] },
  group: { kind: "group", state: "in", groups: [] },
  follower: { kind: "follower", state: "following", accounts: [] },
  identity: { kind: "identity", has: true, identifier: "phone" },
  channel: { kind: "channel", touch: "first", channels: [] },
  event_time: {
    kind: "event_time",
    which: "first",
    event: "",
    where: [],
    window: { kind: "last", n: 30, unit: "day" },
  },
  sequence: {
    kind: "sequence",
    steps: [
      { event: "", where: [] },
      { event: "", where: [] },
    ],
    within: { n: 7, unit: "day" },
    window: EVER,
  },
  rfm: { kind: "rfm", cells: [] },
  lifecycle: { kind: "lifecycle", layers: [] },
  segment: { kind: "segment", segment: null },
  list: { kind: "list", list: null },
  sample: { kind: "sample", salt: "", from: 0, to: 10 },
} satisfies Record<string, Leaf>;
export type BlankKind = keyof typeof BLANK;

const NUMBERS = new Set(["number", "integer", "int", "float", "decimal", "money", "amount"]);
export const isNumeric = (type: string): boolean => NUMBERS.has(type);
/** The trait kind whose editor fits a property of an event. */
export function kindOfProperty(type: string): TraitKind {
  if (type === "money" || type === "amount") return "money";
  if (isNumeric(type)) return "number";
  if (type === "boolean" || type === "bool" || type === "yes_no") return "yes_no";
  if (type === "date" || type === "day") return "date";
  if (type === "time" || type === "datetime" || type === "timestamp") return "time";
  return "text";
}
export const FILTER_OPERATORS: Record<TraitKind, string[]> = {
  ...OPERATORS,
  text: [
    "is",
    "is_not",
    "in",
    "not_in",
    "contains",
    "not_contains",
    "starts_with",
    "ends_with",
    "is_not_empty",
    "is_empty",
  ],
};
