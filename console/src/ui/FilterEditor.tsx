import { DatePicker, Input, InputNumber, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useText } from "@/i18n";
import { type FilterField, namesOf, type Option } from "./filterFields";
import type { Filters } from "./listState";

interface Props {
  field: FilterField;
  values: Filters;
  onChange: (entries: Record<string, string | null>) => void;
  onDone: () => void;
}

const FEN = 100;
const WIDTH = 240;
const day = (value: string | undefined) => (value ? dayjs(value) : null);
const text = (value: Dayjs | null | undefined) => value?.format("YYYY-MM-DD") ?? null;

/** The control behind one chip. */
export function FilterEditor(props: Props) {
  if (props.field.kind === "choice") return <ChoiceEditor {...props} options={props.field.options} />;
  if (props.field.kind === "choices")
    return <ChoicesEditor {...props} options={props.field.options} free={!!props.field.open} />;
  if (props.field.kind === "text") return <TextEditor {...props} placeholder={props.field.placeholder} />;
  if (props.field.kind === "days") return <DaysEditor {...props} />;
  return <NumberEditor {...props} />;
}

function ChoiceEditor({ field, options, values, onChange, onDone }: Props & { options: Option[] }) {
  return (
    <Select
      autoFocus
      defaultOpen
      showSearch={{ optionFilterProp: "label" }}
      style={{ width: WIDTH }}
      aria-label={field.label}
      value={values[field.key] ?? null}
      options={options}
      onChange={(value: string) => {
        onChange({ [field.key]: value });
        onDone();
      }}
    />
  );
}

function ChoicesEditor({
  field,
  options,
  free,
  values,
  onChange,
}: Props & { options: Option[]; free: boolean }) {
  const chosen = values[field.key]?.split(",") ?? [];
  return (
    <Select
      mode={free ? "tags" : "multiple"}
      autoFocus
      defaultOpen
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      tokenSeparators={[",", "，"]}
      style={{ width: WIDTH + 40 }}
      aria-label={field.label}
      value={chosen}
      options={options}
      onChange={(next: string[]) => onChange({ [field.key]: next.join(",") || null })}
    />
  );
}

function TextEditor({ field, placeholder, values, onChange, onDone }: Props & { placeholder?: string }) {
  const [value, setValue] = useState(values[field.key] ?? "");
  const done = () => {
    onChange({ [field.key]: value.trim() || null });
    onDone();
  };
  return (
    <Input
      autoFocus
      style={{ width: WIDTH }}
      aria-label={field.label}
      placeholder={placeholder}
      value={value}
      onChange={(event) => setValue(event.target.value)}
      onPressEnter={done}
      onBlur={done}
    />
  );
}

function DaysEditor({ field, values, onChange }: Props) {
  const [from = "", to = ""] = namesOf(field);
  return (
    <DatePicker.RangePicker
      autoFocus
      allowEmpty={[true, true]}
      value={[day(values[from]), day(values[to])]}
      onChange={(range) => onChange({ [from]: text(range?.[0]), [to]: text(range?.[1]) })}
    />
  );
}

function NumberEditor({ field, values, onChange, onDone }: Props) {
  const t = useText();
  const money = field.kind === "money";
  const scale = money ? FEN : 1;
  const ends = [t("ui:filter.min"), t("ui:filter.max")];
  return (
    <div className="hy-filter-range">
      {namesOf(field).map((name, end) => (
        <InputNumber
          key={name}
          aria-label={`${field.label} ${ends[end]}`}
          placeholder={ends[end]}
          min={0}
          precision={money ? 2 : 0}
          prefix={money ? "¥" : undefined}
          value={values[name] ? Number(values[name]) / scale : null}
          onChange={(value) =>
            onChange({ [name]: value === null ? null : String(Math.round(Number(value) * scale)) })
          }
          onPressEnter={onDone}
        />
      ))}
    </div>
  );
}
