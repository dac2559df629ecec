import { DatePicker, Input, InputNumber, Radio, Select } from "antd";
import dayjs from "dayjs";
import { useLabel, useText } from "@/i18n";
import type { TraitDefinition } from "../traits";

interface Props {
  trait: TraitDefinition;
  value?: unknown;
  onChange?: (value: unknown) => void;
  id?: string;
}

/** A field for one trait, by its kind; a `Form.Item` gives value and change. */
export function TraitInput({ trait, value, onChange, id }: Props) {
  const t = useText();
  const label = useLabel();
  const options = trait.options.map((one) => ({ value: one.value, label: label(one.label) }));
  switch (trait.kind) {
    case "number":
    case "money":
      return (
        <InputNumber
          id={id}
          style={{ width: "100%" }}
          prefix={trait.kind === "money" ? "¥" : undefined}
          precision={trait.kind === "money" ? 2 : undefined}
          value={value as number | undefined}
          onChange={onChange}
        />
      );
    case "yes_no":
      return (
        <Radio.Group
          id={id}
          value={value}
          onChange={(event) => onChange?.(event.target.value)}
          options={[
            { value: true, label: t("customers:yes") },
            { value: false, label: t("customers:no") },
          ]}
        />
      );
    case "one_of":
    case "many_of":
      return (
        <Select
          id={id}
          allowClear
          mode={trait.kind === "many_of" ? (options.length ? "multiple" : "tags") : undefined}
          showSearch={{ optionFilterProp: "label" }}
          options={options}
          value={value as string}
          onChange={onChange}
        />
      );
    case "time":
      return (
        <DatePicker
          id={id}
          showTime
          style={{ width: "100%" }}
          value={value ? dayjs(String(value)) : null}
          onChange={(at) => onChange?.(at ? at.toISOString() : null)}
        />
      );
    default:
      return (
        <Input
          id={id}
          allowClear
          maxLength={500}
          placeholder={trait.kind === "date" ? t("customers:traits.dateExample") : undefined}
          value={value as string | undefined}
          onChange={(event) => onChange?.(event.target.value)}
        />
      );
  }
}
