import { useText } from "@/i18n";
import type { Span, SpanUnit } from "../../model";
import { One } from "./Choose";
import { NumberField } from "./NumberField";

const UNITS: SpanUnit[] = ["minute", "hour", "day", "week", "month"];

interface Props {
  label: string;
  value: Span;
  units?: SpanUnit[];
  onChange: (value: Span) => void;
}

/** A length of time: 30 days. */
export function SpanField({ label, value, units = UNITS, onChange }: Props) {
  const t = useText();
  return (
    <span className="hy-rule-together">
      <NumberField
        label={label}
        min={1}
        whole
        value={value.n}
        onChange={(n) => onChange({ ...value, n: n ?? 0 })}
      />
      <One
        label={t("segments:window.unit", { label })}
        value={value.unit}
        options={units.map((unit) => ({ value: unit, label: t(`segments:units.${unit}`) }))}
        onChange={(unit) => onChange({ ...value, unit })}
      />
    </span>
  );
}
