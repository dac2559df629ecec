import { Button, Popover } from "antd";
import { useText } from "@/i18n";
import { useIsPhone } from "@/ui/useIsPhone";

const KEYS: [string, string][] = [
  ["upDown", "Alt ↑ ↓"],
  ["in", "Alt →"],
  ["out", "Alt ←"],
  ["wrap", "Alt G"],
  ["negate", "Alt N"],
  ["duplicate", "Alt D"],
  ["remove", "Alt ⌫"],
  ["undo", "Ctrl Z"],
];

/** The builder's keys; a phone has none. */
export function KeysHint() {
  const t = useText();
  if (useIsPhone()) return null;
  const list = (
    <dl className="hy-keys">
      {KEYS.map(([what, keys]) => (
        <div key={what}>
          <dt>{t(`segments:keys.${what}`)}</dt>
          <dd>
            <kbd>{keys}</kbd>
          </dd>
        </div>
      ))}
    </dl>
  );
  return (
    <Popover content={list} title={t("segments:keys.title")} trigger="click" placement="bottomRight">
      <Button type="text">{t("segments:keys.title")}</Button>
    </Popover>
  );
}
