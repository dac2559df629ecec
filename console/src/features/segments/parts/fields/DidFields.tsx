import { useText } from "@/i18n";
import { isDone, isNotDone, isNumeric } from "../../leaves";
import type { EventLeaf, EventWord, Measure } from "../../model";
import { useSay } from "../rule";
import { One, type Option } from "./Choose";
import { EventChoice, useEvent } from "./EventFields";
import { FilterFields } from "./FilterFields";
import { NumberField } from "./NumberField";
import { WindowField } from "./WindowField";

const OF_PROPERTY: Measure[] = ["sum", "average", "minimum", "maximum"];
const OPERATORS = ["at_least", "at_most", "exactly", "greater", "less", "between"];
const DID = "did";
const DID_NOT = "did_not";

interface Props {
  leaf: EventLeaf;
  onChange: (leaf: EventLeaf) => void;
}

/** Somebody did something, did not, or did it so often or for so much. */
export function DidFields({ leaf, onChange }: Props) {
  const event = useEvent(leaf.event);
  const chosen = measureOf(leaf);
  return (
    <>
      <EventChoice
        value={leaf.event}
        onChange={(name) =>
          onChange({
            ...leaf,
            event: name,
            where: [],
            ...(leaf.property && { ...COUNTED, property: undefined }),
          })
        }
      />
      <MeasureChoice
        event={event}
        value={chosen}
        onChange={(name) => onChange({ ...leaf, ...measured(name) })}
      />
      {chosen !== DID && chosen !== DID_NOT && <Compared leaf={leaf} event={event} onChange={onChange} />}
      <WindowField value={leaf.window} onChange={(window) => onChange({ ...leaf, window })} />
      <FilterFields event={event} where={leaf.where} onChange={(where) => onChange({ ...leaf, where })} />
    </>
  );
}

const COUNTED = { measure: "count", operator: "at_least", value: 1 } as const;

/** How a leaf's measure is named in the list: "did", "count", "sum:amount". */
function measureOf(leaf: EventLeaf): string {
  if (isNotDone(leaf)) return DID_NOT;
  if (isDone(leaf)) return DID;
  return leaf.property ? `${leaf.measure}:${leaf.property}` : leaf.measure;
}
function measured(name: string): Pick<EventLeaf, "measure" | "property" | "operator" | "value"> {
  if (name === DID) return { ...COUNTED, property: undefined };
  if (name === DID_NOT) return { measure: "count", operator: "exactly", value: 0, property: undefined };
  const [measure, property] = name.split(":") as [Measure, string | undefined];
  // Two, because at least one is simply "did".
  if (!property) return { measure, property, operator: "at_least", value: 2 };
  return { measure, property, operator: "at_least", value: null };
}

function MeasureChoice({
  event,
  value,
  onChange,
}: {
  event: EventWord | undefined;
  value: string;
  onChange: (name: string) => void;
}) {
  const t = useText();
  const say = useSay();
  const numbers = event?.properties.filter(({ type }) => isNumeric(type)) ?? [];
  const plain: Option[] = [DID, DID_NOT, "count", "days"].map((name) => ({
    value: name,
    label: t(`segments:measure.${name}`),
  }));
  const ofProperty: Option[] = numbers.flatMap((property) =>
    OF_PROPERTY.map((measure) => ({
      value: `${measure}:${property.name}`,
      label: t(`segments:measure.${measure}`, { property: say(property.label) }),
      words: property.name,
    })),
  );
  return (
    <One
      label={t("segments:field.measure")}
      value={value}
      options={[...plain, ...ofProperty]}
      onChange={onChange}
    />
  );
}

function Compared({ leaf, event, onChange }: Props & { event: EventWord | undefined }) {
  const t = useText();
  const property = event?.properties.find(({ name }) => name === leaf.property);
  const money = property?.type === "money";
  const ends = Array.isArray(leaf.value) ? leaf.value : [];
  const label = t(`segments:measure.${leaf.measure}`, { property: "" });
  const compare = (operator: string) => {
    const between = operator === "between";
    const value = between === Array.isArray(leaf.value) ? leaf.value : between ? [] : (ends[0] ?? null);
    onChange({ ...leaf, operator, value });
  };
  const whole = !leaf.property;
  const end = (at: number, value: number | null) => {
    const next = [ends[0] ?? null, ends[1] ?? null];
    next[at] = value;
    onChange({ ...leaf, value: next as number[] });
  };
  return (
    <span className="hy-rule-together">
      <One
        label={t("segments:field.operator", { label })}
        value={leaf.operator}
        options={OPERATORS.map((value) => ({ value, label: t(`segments:operator.${value}`) }))}
        onChange={compare}
      />
      {leaf.operator === "between" ? (
        <>
          <NumberField
            label={t("segments:value.from", { label })}
            money={money}
            whole={whole}
            value={ends[0]}
            onChange={(value) => end(0, value)}
          />
          <span>{t("segments:value.to")}</span>
          <NumberField
            label={t("segments:value.until", { label })}
            money={money}
            whole={whole}
            value={ends[1]}
            onChange={(value) => end(1, value)}
          />
        </>
      ) : (
        <NumberField
          label={t("segments:field.value", { label })}
          money={money}
          whole={whole}
          min={0}
          value={leaf.value as number | null}
          onChange={(value) => onChange({ ...leaf, value })}
        />
      )}
      {!leaf.property && <span>{t(`segments:measureUnit.${leaf.measure}`)}</span>}
    </span>
  );
}
