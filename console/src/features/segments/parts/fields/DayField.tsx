import { DatePicker } from "antd";
import dayjs from "dayjs";

const DAY = "YYYY-MM-DD";
const shown = (day: unknown) => (typeof day === "string" && day ? dayjs(day) : null);

export function DayField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: unknown;
  onChange: (day: string | null) => void;
}) {
  return (
    <DatePicker
      variant="filled"
      aria-label={label}
      value={shown(value)}
      onChange={(day) => onChange(day?.format(DAY) ?? null)}
    />
  );
}

/** From one day to another, both counted. */
export function DaysField({
  label,
  from,
  to,
  onChange,
}: {
  label: string;
  from: unknown;
  to: unknown;
  onChange: (from: string | null, to: string | null) => void;
}) {
  return (
    <DatePicker.RangePicker
      variant="filled"
      className="hy-rule-days"
      aria-label={label}
      value={[shown(from), shown(to)]}
      onChange={(days) => onChange(days?.[0]?.format(DAY) ?? null, days?.[1]?.format(DAY) ?? null)}
    />
  );
}
