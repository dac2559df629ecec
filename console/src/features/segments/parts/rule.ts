import { createContext, type KeyboardEvent, useContext } from "react";
import { useLanguage } from "@/i18n";
import type { Editor } from "../editor";
import type { Label, Vocabulary } from "../model";
import type { Live } from "../preview";

/** What every part of a rule that is being edited needs. */
export interface Rule {
  editor: Editor;
  words: Vocabulary;
  live: Live;
  /** Errors by part: what a refused save named, and what is not filled in once saving was tried. */
  errors: Map<string, string>;
}
export const RuleContext = createContext<Rule | null>(null);
export function useRule(): Rule {
  const rule = useContext(RuleContext);
  if (!rule) throw new Error("a part of a rule stands outside of one");
  return rule;
}

export function useSay(): (label: Label | null | undefined) => string {
  const language = useLanguage();
  return (label) => (typeof label === "string" ? label : (label?.[language] ?? ""));
}

const STEPS = { ArrowUp: "up", ArrowDown: "down", ArrowRight: "in", ArrowLeft: "out" } as const;

/** Keys of a part: with Alt anywhere inside it, on its handle without. Returns whether it was one. */
export function partKey(event: KeyboardEvent, id: string, editor: Editor, onHandle: boolean): boolean {
  if (event.ctrlKey || event.metaKey || !(event.altKey || onHandle)) return false;
  const step = STEPS[event.key as keyof typeof STEPS];
  // By place on the keyboard: with Alt, a Mac writes other letters.
  const act = {
    KeyD: editor.duplicate,
    KeyN: editor.negate,
    KeyG: editor.wrap,
    Backspace: editor.remove,
    Delete: editor.remove,
  }[event.code];
  if (!step && !act) return false;
  event.preventDefault();
  event.stopPropagation();
  if (step) editor.move(id, step);
  else act?.(id);
  return true;
}
