import { DatePicker, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useText } from "@/i18n";
import { type FilterField, namesOf } from "./filterFields";
import type { Filters } from "./listState";

interface Props {
  field: FilterField;
  values: Filters;
  onChange: (entries: Record<string, string | null>) => void;
  onDone: () => void;
}

const FEN = 100;
const day = (value: string | undefined) => (value ? dayjs(value) : null);
const text = (value: Dayjs | null | undefined) => value?.format("YYYY-MM-DD") ?? null;

/** The control behind one chip. */
export function FilterEditor({ field, values, onChange, onDone }: Props) {
  const t = useText();
  const [first = "", second = ""] = namesOf(field);
  if (field.kind === "choice") {
    return (
      <Select
        autoFocus
        defaultOpen
        showSearch={{ optionFilterProp: "label" }}
        style={{ width: 240 }}
        aria-label={field.label}
        value={values[first] ?? null}
        options={field.options}
        onChange={(value: string) => {
          onChange({ [first]: value });
          onDone();
        }}
      />
    );
  }
  if (field.kind === "text") {
    return (
      <TextEditor
        initial={values[first] ?? ""}
        label={field.label}
        placeholder={field.placeholder}
        onDone={(value) => {
          onChange({ [first]: value || null });
          onDone();
        }}
      />
    );
  }
  if (field.kind === "days") {
    return (
      <DatePicker.RangePicker
        autoFocus
        allowEmpty={[true, true]}
        value={[day(values[first]), day(values[second])]}
        onChange={(range) => onChange({ [first]: text(range?.[0]), [second]: text(range?.[1]) })}
      />
    );
  }
  const scale = field.kind === "money" ? FEN : 1;
  const number = (name: string, label: string) => (
    <InputNumber
      aria-label={`${field.label} ${label}`}
      placeholder={label}
      min={0}
      precision={field.kind === "money" ? 2 : 0}
      prefix={field.kind === "money" ? "¥" : undefined}
      value={values[name] ? Number(values[name]) / scale : null}
      onChange={(value) =>
        onChange({ [name]: value === null ? null : String(Math.round(Number(value) * scale)) })
      }
      onPressEnter={onDone}
    />
  );
  return (
    <div className="hy-filter-range">
      {number(first, t("ui:filter.min"))} – {number(second, t("ui:filter.max"))}
    </div>
  );
}

function TextEditor(props: {
  initial: string;
  label: string;
  placeholder?: string;
  onDone: (value: string) => void;
}) {
  const [value, setValue] = useState(props.initial);
  return (
    <Input
      autoFocus
      style={{ width: 240 }}
      aria-label={props.label}
      placeholder={props.placeholder}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onPressEnter={() => props.onDone(value.trim())}
      onBlur={() => props.onDone(value.trim())}
    />
  );
}
