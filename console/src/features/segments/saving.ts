import { useMemo, useState } from "react";
import { asRefusal, type Refusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { type Editor, sameTree, useEditor } from "./editor";
import type { Segment, SegmentValues } from "./model";
import { pathOf } from "./preview";
import { useAddSegment, useChangeSegment } from "./queries";
import { incomplete, partsOf, pathsOf, treeOf } from "./tree";

export const NAME_FIELD = "segment-name";

/** Sending a segment: nothing goes half filled in, a refusal lands at the part it names, nobody overwrites unasked. */
export function useSaving(segment: Segment | null, start: SegmentValues) {
  const t = useText();
  const language = useLanguage();
  const editor = useEditor(start.tree);
  const [base, setBase] = useState({ ...start, version: segment?.version ?? 0 });
  const [values, setValues] = useState({ name: start.name, description: start.description });
  const [tried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [refused, setRefused] = useState(editor.root);
  const add = useAddSegment();
  const put = useChangeSegment(segment?.id ?? 0);

  const dirty =
    values.name !== base.name ||
    values.description !== base.description ||
    !sameTree(editor.root, segment ? base.tree : { kind: "all", of: [] });
  const errors = useMemo(() => {
    const found = new Map<string, string>();
    if (tried) for (const id of incomplete(editor.root)) found.set(id, t("segments:rule.unfinished"));
    if (tried && partsOf(editor.root).every((part) => "of" in part)) found.set("", t("segments:rule.empty"));
    const path = refusal && refused === editor.root ? pathOf(refusal) : null;
    const wrong = path === null ? undefined : pathsOf(editor.root).get(path);
    if (refusal && wrong) found.set(wrong, refusal.text(language));
    return found;
  }, [tried, editor.root, refusal, refused, t, language]);

  const hindrance = (): boolean => {
    setTried(true);
    const [missing] = incomplete(editor.root);
    if (!values.name.trim()) document.getElementById(NAME_FIELD)?.focus();
    else if (missing) editor.show(missing);
    else if (partsOf(editor.root).some((part) => !("of" in part))) return false;
    return true;
  };
  const send = async (version: number, asCopy: boolean): Promise<Segment | null> => {
    if (hindrance()) return null;
    setRefusal(null);
    const tree = treeOf(editor.root);
    const name = asCopy ? t("segments:copyName", { name: values.name.trim() }) : values.name.trim();
    const body = { name, description: values.description.trim(), tree };
    try {
      return await (segment && !asCopy ? put.mutateAsync({ ...body, version }) : add.mutateAsync(body));
    } catch (error) {
      setRefusal(asRefusal(error));
      setRefused(editor.root);
      return null;
    }
  };
  const is = (code: string) => refusal?.code === code;
  const shownElsewhere =
    is("segments.changed_meanwhile") || is("segments.exists") || (refusal && pathOf(refusal) !== null);
  return {
    values,
    change: (next: Partial<typeof values>) => setValues((now) => ({ ...now, ...next })),
    editor: editor as Editor,
    dirty,
    errors,
    busy: add.isPending || put.isPending,
    nameError: is("segments.exists")
      ? refusal?.text(language)
      : tried && !values.name.trim()
        ? t("segments:builder.nameNeeded")
        : undefined,
    refusal: shownElsewhere ? null : refusal,
    conflict: is("segments.changed_meanwhile") ? refusal : null,
    endConflict: () => setRefusal(null),
    /** Theirs in place of mine; undo brings my rule back. */
    takeTheirs: (theirs: Segment) => {
      setBase({
        name: theirs.name,
        description: theirs.description,
        tree: theirs.tree,
        version: theirs.version,
      });
      setValues({ name: theirs.name, description: theirs.description });
      editor.load(theirs.tree);
      setRefusal(null);
    },
    save: (asCopy: boolean) => send(base.version, asCopy),
    /** Mine as the next version after theirs, which stays among the versions. */
    saveOver: (version: number) => send(version, false),
  };
}
