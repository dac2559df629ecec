import { PlusOutlined } from "@ant-design/icons";
import { useText } from "@/i18n";
import { type MenuButton, MOST_BELOW, MOST_TOP, type Place } from "../menu";
import "@/ui/phone-preview.css";

interface Props {
  name: string;
  buttons: MenuButton[];
  place: Place | null;
  onPick: (place: Place) => void;
  /** Missing: the menu can only be looked at. */
  onAddTop?: () => void;
  onAddBelow?: (top: number) => void;
}

/** The menu as it lies below the chat. A button is chosen by pressing it, as followers do. */
export function MenuPhone({ name, buttons, place, onPick, onAddTop, onAddBelow }: Props) {
  const t = useText();
  const open = place === null ? undefined : buttons[place.top];
  return (
    <figure className="hy-phone hy-menu-phone" aria-label={t("official_account:menu.phone")}>
      <figcaption>{name}</figcaption>
      <div className="hy-menu-chat">
        {place !== null && open && (open.sub_button?.length || onAddBelow) && (
          <div className="hy-menu-below" data-top={place.top} data-of={buttons.length}>
            {open.sub_button?.map((one, below) => (
              <Key
                // biome-ignore lint/suspicious/noArrayIndexKey: a button has no other identity than its place
                key={below}
                name={one.name}
                chosen={place.below === below}
                onPick={() => onPick({ top: place.top, below })}
              />
            ))}
            {onAddBelow && (open.sub_button?.length ?? 0) < MOST_BELOW && (
              <button
                type="button"
                className="hy-menu-add"
                aria-label={t("official_account:menu.addBelow")}
                onClick={() => onAddBelow(place.top)}
              >
                <PlusOutlined />
              </button>
            )}
          </div>
        )}
      </div>
      <div className="hy-menu-bar">
        <i aria-hidden>⌨</i>
        {buttons.map((one, top) => (
          <Key
            // biome-ignore lint/suspicious/noArrayIndexKey: a button has no other identity than its place
            key={top}
            name={one.sub_button?.length ? `≡ ${one.name}` : one.name}
            chosen={place?.top === top && place.below === undefined}
            onPick={() => onPick({ top })}
          />
        ))}
        {onAddTop && buttons.length < MOST_TOP && (
          <button
            type="button"
            className="hy-menu-add"
            aria-label={t("official_account:menu.addTop")}
            onClick={onAddTop}
          >
            <PlusOutlined />
          </button>
        )}
      </div>
    </figure>
  );
}

function Key({ name, chosen, onPick }: { name: string; chosen: boolean; onPick: () => void }) {
  return (
    <button type="button" aria-pressed={chosen} onClick={onPick}>
      {name || "…"}
    </button>
  );
}
