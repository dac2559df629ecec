import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useText } from "@/i18n";
import type { EventTimeLeaf, EventWord, SequenceLeaf, Step } from "../../model";
import { useRule, useSay } from "../rule";
import { grouped } from "../subjects";
import { One } from "./Choose";
import { FilterFields } from "./FilterFields";
import { SpanField } from "./SpanField";
import { WindowField } from "./WindowField";

const MOST_STEPS = 5;
const FEWEST_STEPS = 2;

export function useEvent(name: string): EventWord | undefined {
  return useRule().words.events.find((each) => each.name === name);
}

export function EventChoice({
  value,
  label,
  onChange,
}: {
  value: string;
  label?: string;
  onChange: (name: string) => void;
}) {
  const t = useText();
  const say = useSay();
  const { words } = useRule();
  const events = grouped(
    words.events.map((each) => ({
      group: say(each.group) || t("segments:subjects.events"),
      value: each.name,
      label: say(each.label),
      words: each.name,
    })),
  );
  return (
    <One
      label={label ?? t("segments:field.event")}
      placeholder={t("segments:field.pickEvent")}
      value={value}
      options={events}
      onChange={onChange}
    />
  );
}

/** The first or the last time somebody ever did it lies in a period. */
export function EventTimeFields({
  leaf,
  onChange,
}: {
  leaf: EventTimeLeaf;
  onChange: (leaf: EventTimeLeaf) => void;
}) {
  const t = useText();
  const event = useEvent(leaf.event);
  return (
    <>
      <One
        label={t("segments:field.which")}
        value={leaf.which}
        options={(["first", "last"] as const).map((value) => ({
          value,
          label: t(`segments:which.${value}`),
        }))}
        onChange={(which) => onChange({ ...leaf, which })}
      />
      <EventChoice value={leaf.event} onChange={(name) => onChange({ ...leaf, event: name, where: [] })} />
      <span>{t("segments:field.happened")}</span>
      <WindowField value={leaf.window} onChange={(window) => onChange({ ...leaf, window })} />
      <FilterFields event={event} where={leaf.where} onChange={(where) => onChange({ ...leaf, where })} />
    </>
  );
}

/** One after the other, the last within some time of the first. */
export function SequenceFields({
  leaf,
  onChange,
}: {
  leaf: SequenceLeaf;
  onChange: (leaf: SequenceLeaf) => void;
}) {
  const t = useText();
  const { steps } = leaf;
  const put = (index: number, step: Step) =>
    onChange({ ...leaf, steps: steps.map((each, at) => (at === index ? step : each)) });
  return (
    <>
      <span className="hy-rule-kind">{t("segments:kinds.sequence")}</span>
      <SpanField
        label={t("segments:field.within")}
        units={["minute", "hour", "day", "week"]}
        value={leaf.within}
        onChange={(within) => onChange({ ...leaf, within })}
      />
      <span>{t("segments:field.inOrder")}</span>
      <WindowField value={leaf.window} onChange={(window) => onChange({ ...leaf, window })} />
      <ol className="hy-rule-steps">
        {steps.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is what stands at its place
          <li key={index}>
            <StepFields
              n={index + 1}
              step={step}
              onChange={(next) => put(index, next)}
              onRemove={
                steps.length > FEWEST_STEPS
                  ? () => onChange({ ...leaf, steps: steps.filter((_, at) => at !== index) })
                  : undefined
              }
            />
          </li>
        ))}
      </ol>
      {steps.length < MOST_STEPS && (
        <Button
          className="hy-rule-more"
          type="text"
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange({ ...leaf, steps: [...steps, { event: "", where: [] }] })}
        >
          {t("segments:field.addStep")}
        </Button>
      )}
    </>
  );
}

interface StepProps {
  n: number;
  step: Step;
  onChange: (step: Step) => void;
  onRemove?: () => void;
}
function StepFields({ n, step, onChange, onRemove }: StepProps) {
  const t = useText();
  const event = useEvent(step.event);
  return (
    <>
      <EventChoice
        label={t("segments:field.step", { n })}
        value={step.event}
        onChange={(name) => onChange({ event: name, where: [] })}
      />
      {onRemove && (
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={t("segments:field.removeStep", { n })}
          onClick={onRemove}
        />
      )}
      <FilterFields event={event} where={step.where} onChange={(where) => onChange({ ...step, where })} />
    </>
  );
}
