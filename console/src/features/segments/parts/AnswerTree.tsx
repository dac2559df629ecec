import { CheckCircleFilled, CloseCircleOutlined } from "@ant-design/icons";
import { useLabel, useText } from "@/i18n";
import type { Answered } from "../model";
import "./answer-tree.css";

/** A rule with its answer for one person at every part: tick or cross, and what was found. */
export function AnswerTree({ tree }: { tree: Answered }) {
  return (
    <ul className="hy-answers">
      <Part part={tree} />
    </ul>
  );
}

function Part({ part }: { part: Answered }) {
  const t = useText();
  const label = useLabel();
  const group = "of" in part;
  return (
    <li>
      <div className="hy-answer" data-answer={part.answer} data-group={group || undefined}>
        <span
          className="hy-answer-mark"
          role="img"
          aria-label={t(part.answer ? "segments:explain.yes" : "segments:explain.no")}
        >
          {part.answer ? <CheckCircleFilled /> : <CloseCircleOutlined />}
        </span>
        <span>
          {label(part.explanation) || (group ? t(`segments:explain.groups.${part.kind}`) : part.kind)}
        </span>
      </div>
      {group && (
        <ul>
          {part.of.map((each, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of an answer have no name but their place
            <Part key={index} part={each} />
          ))}
        </ul>
      )}
    </li>
  );
}
