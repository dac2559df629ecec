import { useState } from "react";
import { useText } from "@/i18n";
import {
  addedBelow,
  addedTop,
  at,
  changed,
  type MenuButton,
  moved,
  type Place,
  type Problem,
  problemsOf,
  removed,
} from "../menu";
import { ButtonForm } from "./ButtonForm";
import { MenuPhone } from "./MenuPhone";

interface Props {
  account: number;
  /** Above the menu, as on the phone. */
  name: string;
  buttons: MenuButton[];
  /** Missing: it can only be looked at. */
  onChange?: (buttons: MenuButton[]) => void;
}

/** A phone with the menu, and beside it what the chosen button does. */
export function MenuEditor({ account, name, buttons, onChange }: Props) {
  const t = useText();
  const [chosen, setChosen] = useState<Place | null>({ top: 0 });
  const place = chosen && at(buttons, chosen) ? chosen : null;
  const button = place && at(buttons, place);
  const fresh = t("official_account:menu.newName");
  const addTop = () => {
    onChange?.(addedTop(buttons, fresh));
    setChosen({ top: buttons.length });
  };
  const addBelow = (top: number) => {
    onChange?.(addedBelow(buttons, top, fresh));
    setChosen({ top, below: buttons[top]?.sub_button?.length ?? 0 });
  };
  const move = (by: -1 | 1) => {
    if (!place) return;
    const next = moved(buttons, place, by);
    onChange?.(next);
    const { top, below } = place;
    const to = below === undefined ? { top: top + by } : { top, below: below + by };
    if (at(buttons, to)) setChosen(to);
  };
  const remove = () => {
    if (!place) return;
    onChange?.(removed(buttons, place));
    setChosen(place.below === undefined ? null : { top: place.top });
  };
  return (
    <div className="hy-menu-editor">
      <MenuPhone
        name={name}
        buttons={buttons}
        place={place}
        onPick={setChosen}
        onAddTop={onChange && addTop}
        onAddBelow={onChange && addBelow}
      />
      <div className="hy-menu-form">
        {place && button ? (
          <ButtonForm
            key={`${place.top}/${place.below}`}
            account={account}
            place={place}
            button={button}
            problems={problemsOf(buttons).filter((one) => isAt(one, place))}
            readOnly={!onChange}
            onChange={(change) => onChange?.(changed(buttons, place, change))}
            onMove={move}
            onRemove={remove}
          />
        ) : (
          <p className="hy-quiet">
            {t(buttons.length ? "official_account:menu.pick" : "official_account:menu.empty")}
          </p>
        )}
      </div>
    </div>
  );
}

const isAt = (problem: Problem, place: Place) => problem.top === place.top && problem.below === place.below;
