import { InputNumber } from "antd";

interface Props {
  label: string;
  value: number | null | undefined;
  onChange: (value: number | null) => void;
  /** Shown in 元, kept in 分. */
  money?: boolean;
  min?: number;
  max?: number;
  whole?: boolean;
}

const FEN = 100;

export function NumberField({ label, value, onChange, money = false, min, max, whole = false }: Props) {
  const scale = money ? FEN : 1;
  return (
    <InputNumber
      className="hy-rule-number"
      variant="filled"
      aria-label={label}
      controls={false}
      prefix={money ? "¥" : undefined}
      precision={money ? undefined : whole ? 0 : undefined}
      min={min}
      max={max}
      value={typeof value === "number" ? value / scale : null}
      onChange={(next) =>
        onChange(next === null ? null : money ? Math.round(Number(next) * FEN) : Number(next))
      }
    />
  );
}
