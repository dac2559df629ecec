import { EllipsisOutlined } from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useText } from "@/i18n";
import { type Direction, positionOf } from "../tree";
import { useRule } from "./rule";

const STEPS: Direction[] = ["up", "down", "in", "out"];
const KEYS: Record<string, string> = {
  up: "Alt ↑",
  down: "Alt ↓",
  in: "Alt →",
  out: "Alt ←",
  duplicate: "Alt D",
  negate: "Alt N",
  wrap: "Alt G",
  remove: "Alt ⌫",
};

/** Everything that can be done with a part, with the keys that do it. */
export function PartMenu({ id, name, group = false }: { id: string; name: string; group?: boolean }) {
  const t = useText();
  const { editor } = useRule();
  const at = positionOf(editor.root, id);
  const cannot: Record<string, boolean> = {
    up: at?.index === 0,
    down: at?.index === (at?.parent.of.length ?? 0) - 1,
    out: at?.parent.id === editor.root.id,
  };
  const item = (key: string, danger = false) => ({
    key,
    danger,
    disabled: cannot[key],
    label: t(`segments:rule.do.${key}`),
    extra: KEYS[key],
  });
  const run: Record<string, () => void> = {
    ...Object.fromEntries(STEPS.map((step) => [step, () => editor.move(id, step)])),
    duplicate: () => editor.duplicate(id),
    negate: () => editor.negate(id),
    wrap: () => editor.wrap(id),
    unwrap: () => editor.unwrap(id),
    remove: () => editor.remove(id),
  };
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{
        items: [
          item("negate"),
          item("duplicate"),
          item(group ? "unwrap" : "wrap"),
          { type: "divider" },
          ...STEPS.map((step) => item(step)),
          { type: "divider" },
          item("remove", true),
        ],
        onClick: ({ key }) => run[key]?.(),
      }}
    >
      <Button
        type="text"
        size="small"
        className="hy-rule-menu"
        icon={<EllipsisOutlined />}
        aria-label={t("segments:rule.menu", { name })}
      />
    </Dropdown>
  );
}
