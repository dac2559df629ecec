import { useText } from "@/i18n";
import { BLANK, type BlankKind, eventLeaf, traitLeaf } from "../leaves";
import type { Label, Leaf, Vocabulary } from "../model";
import { useRule, useSay } from "./rule";

export interface Subject {
  value: string;
  label: string;
  /** What a search may match besides the label. */
  words: string;
}
export interface SubjectGroup {
  label: string;
  options: Subject[];
}

const wordsOf = (...labels: (Label | null | undefined)[]) =>
  labels
    .map((label) => (typeof label === "string" ? label : label ? `${label.zh} ${label.en}` : ""))
    .join(" ");

const RELATION: BlankKind[] = ["tag", "friend", "group", "follower", "identity", "channel"];
const BEHAVIOUR: BlankKind[] = ["event_time", "sequence"];
const LAYERS: BlankKind[] = ["lifecycle", "rfm"];
const SETS: BlankKind[] = ["segment", "list", "sample"];

/** What a condition can be about, in the groups an operator thinks in. */
export function useSubjects(): SubjectGroup[] {
  const t = useText();
  const say = useSay();
  const { words } = useRule();
  const blanks = (group: string, kinds: BlankKind[]): SubjectGroup => ({
    label: t(`segments:subjects.${group}`),
    options: kinds.map((kind) => ({
      value: `blank:${kind}`,
      label: t(`segments:kinds.${kind}`),
      words: `${t(`segments:kinds.${kind}`)} ${kind} ${t(`segments:subjects.${group}`)}`,
    })),
  });
  const traits = words.traits.map((trait) => ({
    group: say(trait.group) || t("segments:subjects.traits"),
    value: `trait:${trait.key}`,
    label: say(trait.label),
    words: wordsOf(trait.label, trait.key, trait.group),
  }));
  const events = words.events.map((event) => ({
    group: t("segments:subjects.did", { group: say(event.group) || t("segments:subjects.events") }),
    value: `event:${event.name}`,
    label: say(event.label),
    words: wordsOf(event.label, event.name, event.group),
  }));
  return [
    blanks("relation", RELATION),
    ...grouped(traits),
    blanks("layers", LAYERS),
    blanks("sets", SETS),
    ...grouped(events),
    blanks("behaviour", BEHAVIOUR),
  ].filter(({ options }) => options.length > 0);
}

export function grouped(all: (Subject & { group: string })[]): SubjectGroup[] {
  const groups = new Map<string, Subject[]>();
  for (const { group, ...subject } of all) groups.set(group, [...(groups.get(group) ?? []), subject]);
  return [...groups].map(([label, options]) => ({ label, options }));
}

/** A fresh condition about what was chosen. */
export function leafAbout(value: string, words: Vocabulary): Leaf | null {
  const at = value.indexOf(":");
  const [kind, key] = [value.slice(0, at), value.slice(at + 1)];
  if (kind === "event") return eventLeaf({ name: key });
  if (kind === "blank") {
    const leaf = BLANK[key as BlankKind];
    // A sample without a name of its own would always be the same people.
    return leaf.kind === "sample" ? { ...leaf, salt: new Date().toISOString().slice(0, 10) } : leaf;
  }
  const trait = words.traits.find((each) => each.key === key);
  return trait ? traitLeaf(trait) : null;
}

/** What a condition is about, in a word or two. */
export function useSubject(): (leaf: Leaf) => string {
  const t = useText();
  const say = useSay();
  const { words } = useRule();
  return (leaf) => {
    if (leaf.kind === "trait")
      return say(words.traits.find(({ key }) => key === leaf.trait)?.label) || leaf.trait;
    if (leaf.kind === "event")
      return say(words.events.find(({ name }) => name === leaf.event)?.label) || leaf.event;
    return t(`segments:kinds.${leaf.kind}`);
  };
}
