import { Input } from "antd";
import { useText } from "@/i18n";
import "./outreach.css";

interface Props {
  placeholder: string;
  /** How the text is measured, and how long it may be. */
  size: (text: string) => number;
  most: number;
  unit: "bytes" | "characters";
  /** From the form. */
  value?: string;
  onChange?: (text: string) => void;
  id?: string;
}

/** A text that says how much room is left before it is sent. */
export function TextField({ placeholder, size, most, unit, value = "", onChange, id }: Props) {
  const t = useText();
  const given = size(value);
  return (
    <>
      <Input.TextArea
        id={id}
        rows={6}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <small className="hy-text-size hy-num" data-over={given > most}>
        {t(`outreach:size.${unit}`, { given, most })}
      </small>
    </>
  );
}
