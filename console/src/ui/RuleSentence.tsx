import { useLayoutEffect, useRef, useState } from "react";
import { type Bilingual, useLabel, useText } from "@/i18n";
import "./rule-sentence.css";

interface Props {
  /** What a rule says, as the server words it. */
  sentence: Bilingual | null | undefined;
  /** Longer ones fold after so many lines. */
  lines?: number;
  /** In a row that is itself opened by a click: it folds without a way to unfold, the whole is on hover. */
  plain?: boolean;
}

/** A rule as an operator would say it. */
export function RuleSentence({ sentence, lines = 2, plain = false }: Props) {
  const t = useText();
  const text = useLabel()(sentence);
  const box = useRef<HTMLSpanElement>(null);
  const [folds, setFolds] = useState(false);
  const [open, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whether it is too long depends on what it says
  useLayoutEffect(() => {
    const { scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    if (!open) setFolds(scrollHeight > clientHeight + 1);
  }, [text, lines, open]);
  if (!text) return <span className="hy-quiet">—</span>;
  return (
    <span className="hy-sentence">
      <span
        ref={box}
        title={plain && folds ? text : undefined}
        style={{ WebkitLineClamp: open ? "none" : lines }}
      >
        {text}
      </span>
      {folds && !plain && (
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "ui:sentence.less" : "ui:sentence.more")}
        </button>
      )}
    </span>
  );
}
