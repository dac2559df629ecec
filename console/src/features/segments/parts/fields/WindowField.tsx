import { useText } from "@/i18n";
import type { PeriodUnit, SpanUnit, Window } from "../../model";
import { One, type Option } from "./Choose";
import { DaysField } from "./DayField";
import { SpanField } from "./SpanField";

const PERIODS: PeriodUnit[] = ["day", "week", "month", "quarter", "year"];
const UNITS: SpanUnit[] = ["minute", "hour", "day", "week"];
const SPAN = { n: 30, unit: "day" } as const;

const nameOf = (window: Window) =>
  "unit" in window && !("n" in window) ? `${window.kind}:${window.unit}` : window.kind;

function windowNamed(name: string, before: Window): Window {
  const [kind, unit] = name.split(":") as [Window["kind"], PeriodUnit | undefined];
  if (kind === "this" || kind === "previous") return { kind, unit: unit ?? "month" };
  if (kind === "last" || kind === "before") {
    return { kind, ...("n" in before ? { n: before.n, unit: before.unit } : SPAN) };
  }
  if (kind === "between") return { kind, from: "", to: "" };
  return { kind: "ever" };
}

/** When it happened. */
export function WindowField({ value, onChange }: { value: Window; onChange: (value: Window) => void }) {
  const t = useText();
  const label = t("segments:window.label");
  const plain: Option[] = (["last", "between", "ever", "before"] as const).map((kind) => ({
    value: kind,
    label: t(`segments:window.${kind}`),
  }));
  const periods: Option[] = (["this", "previous"] as const).flatMap((kind) =>
    PERIODS.map((unit) => ({ value: `${kind}:${unit}`, label: t(`segments:window.${kind}_${unit}`) })),
  );
  return (
    <span className="hy-rule-together">
      <One
        label={label}
        value={nameOf(value)}
        options={[
          { label: t("segments:window.lengths"), options: plain },
          { label: t("segments:window.periods"), options: periods },
        ]}
        onChange={(name) => onChange(windowNamed(name, value))}
      />
      {"n" in value && (
        <SpanField
          label={t("segments:window.length")}
          units={UNITS}
          value={value}
          onChange={({ n, unit }) => onChange({ ...value, n, unit })}
        />
      )}
      {value.kind === "between" && (
        <DaysField
          label={label}
          from={value.from}
          to={value.to}
          onChange={(from, to) => onChange({ kind: "between", from: from ?? "", to: to ?? "" })}
        />
      )}
    </span>
  );
}
