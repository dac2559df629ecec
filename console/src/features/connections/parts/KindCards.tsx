import { RightOutlined } from "@ant-design/icons";
import { useLabel, useText } from "@/i18n";
import { asBilingual, type Kind } from "../model";

/** What can be connected, and what it brings. */
export function KindCards({ kinds, onChoose }: { kinds: Kind[]; onChoose: (kind: Kind) => void }) {
  const t = useText();
  const label = useLabel();
  return (
    <ul className="hy-kinds">
      {kinds.map((kind) => (
        <li key={kind.name}>
          <button type="button" className="hy-card" onClick={() => onChoose(kind)}>
            <b>{label(asBilingual(kind.label))}</b>
            <span>{t(`connections:kind.${kind.name}`, { defaultValue: "" })}</span>
            <RightOutlined aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
