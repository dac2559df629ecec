import { type KeyboardEvent, useMemo } from "react";
import { useText } from "@/i18n";
import type { Editor } from "../editor";
import type { Vocabulary } from "../model";
import type { Live } from "../preview";
import { Dragging } from "./drag";
import { GroupPart } from "./GroupPart";
import { RuleContext } from "./rule";
import "./rule.css";

interface Props {
  editor: Editor;
  words: Vocabulary;
  live: Live;
  errors: Map<string, string>;
}

const TYPING = "input, textarea, [contenteditable]";

/** A tree of conditions: by mouse, by drag, and wholly by keyboard. */
export function RuleEditor({ editor, words, live, errors }: Props) {
  const t = useText();
  const rule = useMemo(() => ({ editor, words, live, errors }), [editor, words, live, errors]);
  const onKeyDown = (event: KeyboardEvent) => {
    const undoes = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    // A field undoes its own letters.
    if (!undoes || (event.target as HTMLElement).closest(TYPING)) return;
    event.preventDefault();
    if (event.shiftKey) editor.redo();
    else editor.undo();
  };
  return (
    <RuleContext value={rule}>
      <Dragging editor={editor}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: undo works from whatever is focused inside */}
        <div className="hy-rule" onKeyDown={onKeyDown}>
          <GroupPart group={editor.root} name={t("segments:rule.root")} />
        </div>
      </Dragging>
    </RuleContext>
  );
}
