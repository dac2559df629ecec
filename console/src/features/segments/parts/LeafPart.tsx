import { useText } from "@/i18n";
import type { Leaf } from "../model";
import type { DraftLeaf } from "../tree";
import { useDrop } from "./drag";
import { LeafFields } from "./fields/LeafFields";
import { Handle } from "./Handle";
import { PartMenu } from "./PartMenu";
import { PartError, PartSize } from "./PartNotes";
import { partKey, useRule } from "./rule";
import { useSubject } from "./subjects";

/** How many fields stand before what is still to be said: the trait or the event was chosen to get here. */
const subjectFields = ({ kind }: Leaf) => (kind === "trait" || kind === "event" ? 1 : 0);

/** One condition: what it is about, its fields, how many people it is true of. */
export function LeafPart({ part, name }: { part: DraftLeaf; name: string }) {
  const t = useText();
  const { editor, errors } = useRule();
  const drop = useDrop(part.id, "part");
  const subject = useSubject()(part.leaf);
  const called = t("segments:rule.named", { name, subject });
  return (
    <fieldset
      className="hy-rule-leaf"
      data-part={part.id}
      data-wrong={errors.has(part.id) || undefined}
      aria-label={called}
      onKeyDownCapture={(event) => partKey(event, part.id, editor, false)}
      {...drop}
    >
      <div className="hy-rule-row">
        <Handle id={part.id} name={called} />
        <div className="hy-rule-fields" data-fields data-chosen={subjectFields(part.leaf)}>
          <LeafFields leaf={part.leaf} onChange={(leaf) => editor.setLeaf(part.id, leaf)} />
        </div>
        <PartSize id={part.id} />
        <PartMenu id={part.id} name={called} />
      </div>
      <PartError id={part.id} />
    </fieldset>
  );
}
