import { Input } from "antd";
import { useText } from "@/i18n";
import { shapeOf } from "../../leaves";
import type { Choice, Scalar, Span, TraitKind, Value } from "../../model";
import { useSay } from "../rule";
import { Many, One } from "./Choose";
import { DayField, DaysField } from "./DayField";
import { NumberField } from "./NumberField";
import { SpanField } from "./SpanField";

interface Props {
  /** What the value belongs to, for who cannot see it stand there. */
  label: string;
  kind: TraitKind;
  operator: string;
  options?: Choice[];
  value: Value;
  onChange: (value: Value) => void;
}

const asNumber = (value: unknown) => (typeof value === "number" ? value : null);
const numeric = (kind: TraitKind) => kind === "number" || kind === "money";

/** What an attribute is compared with, in the form its operator needs. */
export function ValueField({ label, kind, operator, options = [], value, onChange }: Props) {
  const t = useText();
  const say = useSay();
  const choices = options.map((each) => ({
    value: each.value,
    label: say(each.label) || each.value,
    words: each.value,
  }));
  switch (shapeOf(operator)) {
    case "none":
      return null;
    case "span":
      return <SpanField label={label} value={(value as Span) ?? { n: 0, unit: "day" }} onChange={onChange} />;
    case "days":
      return (
        <span className="hy-rule-together">
          <NumberField
            label={label}
            whole
            min={1}
            max={366}
            value={(value as { n: number } | undefined)?.n}
            onChange={(n) => onChange({ n: n ?? 0 })}
          />
          <span>{t("segments:units.day")}</span>
        </span>
      );
    case "pair":
      return <Pair label={label} kind={kind} value={value} onChange={onChange} />;
    case "many":
      return (
        <Many<string>
          label={label}
          open={!choices.length}
          placeholder={choices.length ? undefined : t("segments:value.typeMany")}
          options={choices}
          value={Array.isArray(value) ? value.map(String) : []}
          onChange={(next) => onChange(numeric(kind) ? numbers(next, kind) : next)}
        />
      );
    case "one":
      return <Single {...{ label, kind, choices, value, onChange }} />;
  }
}

/** Typed 元 are kept as 分, like every money. */
function numbers(typed: string[], kind: TraitKind): Scalar[] {
  return typed
    .map(Number)
    .filter(Number.isFinite)
    .map((each) => (kind === "money" ? Math.round(each * 100) : each));
}

interface SingleProps extends Omit<Props, "operator" | "options"> {
  choices: { value: string; label: string; words: string }[];
}
function Single({ label, kind, choices, value, onChange }: SingleProps) {
  const t = useText();
  if (kind === "yes_no") {
    return (
      <One
        label={label}
        value={value === false ? "no" : "yes"}
        options={(["yes", "no"] as const).map((each) => ({
          value: each,
          label: t(`segments:value.${each}`),
        }))}
        onChange={(next) => onChange(next === "yes")}
      />
    );
  }
  if (numeric(kind)) {
    return <NumberField label={label} money={kind === "money"} value={asNumber(value)} onChange={onChange} />;
  }
  if (kind === "date" || kind === "time") return <DayField label={label} value={value} onChange={onChange} />;
  if (choices.length) {
    return (
      <One
        label={label}
        value={typeof value === "string" ? value : null}
        options={choices}
        onChange={onChange}
      />
    );
  }
  return (
    <Input
      className="hy-rule-text"
      variant="filled"
      aria-label={label}
      placeholder={t("segments:value.type")}
      value={typeof value === "string" ? value : ""}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function Pair({ label, kind, value, onChange }: Omit<Props, "operator" | "options">) {
  const t = useText();
  const [low, high] = Array.isArray(value) ? value : [];
  if (kind === "date" || kind === "time") {
    return (
      <DaysField
        label={label}
        from={low}
        to={high}
        onChange={(from, to) => onChange(from && to ? [from, to] : undefined)}
      />
    );
  }
  // While one end is empty there is no value yet, but what stands at the other end is kept.
  const put = (ends: (number | null)[]) => onChange(ends as Scalar[]);
  return (
    <span className="hy-rule-together">
      <NumberField
        label={t("segments:value.from", { label })}
        money={kind === "money"}
        value={asNumber(low)}
        onChange={(next) => put([next, asNumber(high)])}
      />
      <span>{t("segments:value.to")}</span>
      <NumberField
        label={t("segments:value.until", { label })}
        money={kind === "money"}
        value={asNumber(high)}
        onChange={(next) => put([asNumber(low), next])}
      />
    </span>
  );
}
