import { PlusOutlined } from "@ant-design/icons";
import { Button, Segmented } from "antd";
import { useText } from "@/i18n";
import type { GroupKind } from "../model";
import { type DraftGroup, isDraftGroup } from "../tree";
import { AddCondition } from "./AddCondition";
import { useDrop } from "./drag";
import { Handle } from "./Handle";
import { LeafPart } from "./LeafPart";
import { PartMenu } from "./PartMenu";
import { PartError, PartSize } from "./PartNotes";
import { partKey, useRule } from "./rule";

const KINDS: GroupKind[] = ["all", "any", "none"];

/** Conditions that belong together. The outermost one cannot be moved. */
export function GroupPart({ group, name }: { group: DraftGroup; name: string }) {
  const t = useText();
  const { editor } = useRule();
  const root = group.id === editor.root.id;
  const head = useDrop(group.id, "part");
  const inside = useDrop(group.id, "group");
  return (
    <div
      className="hy-rule-group"
      data-part={group.id}
      data-kind={group.kind}
      data-root={root || undefined}
      data-dragged={head["data-dragged"]}
      onKeyDownCapture={(event) =>
        !root && ownKey(event, group.id) && partKey(event, group.id, editor, false)
      }
    >
      <div className="hy-rule-row hy-rule-head" {...(root ? {} : head)}>
        {!root && <Handle id={group.id} name={name} />}
        <div className="hy-rule-fields" data-head>
          <Segmented<GroupKind>
            size="small"
            aria-label={t("segments:rule.kindOf", { name })}
            value={group.kind}
            onChange={(kind) => editor.setKind(group.id, kind)}
            options={KINDS.map((value) => ({ value, label: t(`segments:rule.kinds.${value}`) }))}
          />
        </div>
        {!root && <PartSize id={group.id} group />}
        {!root && <PartMenu id={group.id} name={name} group />}
      </div>
      <PartError id={group.id} />
      <ul className="hy-rule-parts" aria-label={name}>
        {group.of.map((part, index) => {
          const number = t(isDraftGroup(part) ? "segments:rule.groupNo" : "segments:rule.leafNo", {
            n: index + 1,
          });
          return (
            <li key={part.id} data-joint={index > 0 ? t(`segments:rule.joints.${group.kind}`) : undefined}>
              {isDraftGroup(part) ? (
                <GroupPart group={part} name={number} />
              ) : (
                <LeafPart part={part} name={number} />
              )}
            </li>
          );
        })}
      </ul>
      <div className="hy-rule-add" data-fields {...inside}>
        <AddCondition groupId={group.id} />
        <Button type="text" icon={<PlusOutlined />} onClick={() => editor.addGroup(group.id)}>
          {t("segments:rule.addGroup")}
        </Button>
      </div>
    </div>
  );
}

/** A key pressed in a part inside this group is that part's. */
const ownKey = (event: React.KeyboardEvent, id: string) =>
  (event.target as HTMLElement).closest<HTMLElement>("[data-part]")?.dataset.part === id;
