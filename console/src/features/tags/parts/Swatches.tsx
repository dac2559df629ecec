import { useText } from "@/i18n";
import { COLOURS } from "../model";
import "@/ui/person.css";
import "./tags.css";

interface Props {
  value?: string | null;
  onChange?: (colour: string) => void;
  label: string;
}

/** A colour out of the palette; a `Form.Item` gives value and change. */
export function Swatches({ value, onChange, label }: Props) {
  const t = useText();
  return (
    <div className="hy-swatches" role="radiogroup" aria-label={label}>
      {COLOURS.map((colour) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio cannot look like a swatch of colour
        <button
          key={colour}
          type="button"
          role="radio"
          aria-checked={value === colour}
          aria-label={t(`tags:colours.${colour}`)}
          title={t(`tags:colours.${colour}`)}
          onClick={() => onChange?.(colour)}
        >
          <i className="hy-tag-dot" data-color={colour} />
        </button>
      ))}
    </div>
  );
}
