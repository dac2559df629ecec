import { HolderOutlined } from "@ant-design/icons";
import { useText } from "@/i18n";
import { useGrip } from "./drag";
import { partKey, useRule } from "./rule";

/** A part is dragged by it, and moved by the arrow keys while it has the focus. */
export function Handle({ id, name }: { id: string; name: string }) {
  const t = useText();
  const { editor } = useRule();
  const grip = useGrip(id);
  return (
    <button
      type="button"
      className="hy-rule-handle"
      data-handle
      title={t("segments:rule.handle")}
      aria-label={t("segments:rule.move", { name })}
      aria-keyshortcuts="ArrowUp ArrowDown ArrowRight ArrowLeft Delete D N G"
      onKeyDown={(event) => partKey(event, id, editor, true)}
      {...grip}
    >
      <HolderOutlined />
    </button>
  );
}
