import { Button, Input } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef } from "react";
import { useLabel, useText } from "@/i18n";
import { useVariables } from "../queries";
import { bytesOf, insertVariable, LONGEST_WELCOME_BYTES } from "./welcome";
import "./live-code.css";

interface Props {
  /** From the form. */
  value?: string;
  onChange?: (text: string) => void;
  id?: string;
}

/** The welcome text, with buttons that put a variable where the cursor is. */
export function WelcomeField({ value = "", onChange, id }: Props) {
  const t = useText();
  const label = useLabel();
  const area = useRef<TextAreaRef>(null);
  const variables = useVariables().data?.items ?? [];
  const size = bytesOf(value);
  const insert = (name: string) => {
    const box = area.current?.resizableTextArea?.textArea;
    const [text, cursor] = insertVariable(
      value,
      name,
      box?.selectionStart ?? value.length,
      box?.selectionEnd ?? value.length,
    );
    onChange?.(text);
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(cursor, cursor);
    });
  };
  return (
    <>
      <Input.TextArea
        id={id}
        ref={area}
        rows={5}
        value={value}
        placeholder={t("live_codes:form.welcomeExample")}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <div className="hy-welcome-variables">
        {variables.map(({ name, label: said }) => (
          <Button
            key={name}
            size="small"
            title={label(said as { zh: string; en: string })}
            onClick={() => insert(name)}
          >
            + {t(`live_codes:variables.${name}`, { defaultValue: name })}
          </Button>
        ))}
        <span className="hy-num" data-over={size > LONGEST_WELCOME_BYTES}>
          {t("live_codes:form.bytes", { size, limit: LONGEST_WELCOME_BYTES })}
        </span>
      </div>
    </>
  );
}
