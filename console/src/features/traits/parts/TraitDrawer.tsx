import { Form, Input, Radio, Select, Switch } from "antd";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { computedOf, kindOf, KINDS, needsProperty, optionsOf, type Trait, type TraitValues } from "../model";
import { type NewTrait, type TraitChange, useAddTrait, useCatalog, useChangeTrait } from "../queries";
import { ComputedFields } from "./ComputedFields";
import { SourceOrder } from "./SourceOrder";

interface Props {
  open: boolean;
  /** Null: a new one. */
  trait: Trait | null;
  onClose: () => void;
}

const DAYS = 90;
const NEW: Partial<TraitValues> = {
  kind: "text",
  personal: false,
  options: [],
  precedence: [],
  origin: "custom",
  measure: "count",
  property: null,
  where: [],
  days: DAYS,
};

function valuesOf(trait: Trait): TraitValues {
  const computed = computedOf(trait);
  return {
    key: trait.key,
    zh: trait.label.zh,
    en: trait.label.en,
    kind: trait.kind,
    personal: trait.personal,
    options: trait.options.map((option) => option.label.zh),
    precedence: trait.precedence,
    origin: computed ? "computed" : "custom",
    event: computed?.event ?? "",
    measure: computed?.measure ?? "count",
    property: computed?.property ?? null,
    where: computed?.where ?? [],
    days: computed ? (computed.window.n ?? null) : DAYS,
  };
}

const labelOf = ({ zh, en }: TraitValues) => ({ zh: zh.trim(), en: en?.trim() || zh.trim() });
const measuredBy = (values: TraitValues) => ({
  event: values.event,
  measure: values.measure,
  property: needsProperty(values.measure) ? values.property : null,
  where: values.where.map((filter) => ({ ...filter })),
  window: values.days ? { kind: "last", n: values.days, unit: "day" } : { kind: "ever" },
});
const hasOptions = ({ kind, origin }: TraitValues) =>
  origin !== "computed" && (kind === "one_of" || kind === "many_of");

export function newTrait(values: TraitValues, ofMoney: boolean): NewTrait {
  const computed = values.origin === "computed";
  return {
    key: values.key,
    label: labelOf(values),
    kind: computed ? kindOf(values.measure, ofMoney) : values.kind,
    options: hasOptions(values) ? optionsOf(values.options, []) : [],
    personal: values.personal,
    precedence: computed ? [] : values.precedence,
    computed: computed ? measuredBy(values) : null,
  };
}

/** Of a trait that exists only what can be changed. */
export function changeOf(values: TraitValues, trait: Trait): TraitChange {
  const change: TraitChange = { label: labelOf(values), personal: values.personal };
  if (trait.computed) change.computed = measuredBy(values);
  else if (trait.editable) change.precedence = values.precedence;
  if (hasOptions(values)) change.options = optionsOf(values.options, trait.options);
  return change;
}

export function TraitDrawer({ open, trait, onClose }: Props) {
  const t = useText();
  const [form] = Form.useForm<TraitValues>();
  const add = useAddTrait();
  const change = useChangeTrait();
  const origin = Form.useWatch("origin", form) ?? "custom";
  const chosenKind = Form.useWatch("kind", form) ?? "text";
  const kind = trait?.kind ?? chosenKind;
  const computed = trait ? trait.computed !== null : origin === "computed";
  const kinds = useCatalog(open && computed).data?.items ?? [];
  const isMoney = ({ event, property }: TraitValues) =>
    kinds
      .find((one) => one.name === event)
      ?.properties.some((one) => one.name === property && one.unit === "fen") ?? false;
  const save = (values: TraitValues) => {
    const whole = { ...(trait ? valuesOf(trait) : NEW), ...values } as TraitValues;
    return trait
      ? change.mutateAsync({ ...changeOf(whole, trait), key: trait.key })
      : add.mutateAsync(newTrait(whole, isMoney(whole)));
  };
  return (
    <FormDrawer<TraitValues>
      form={form}
      open={open}
      title={trait ? t("traits:editOf", { name: trait.label.zh }) : t("traits:add")}
      initial={trait ? valuesOf(trait) : NEW}
      onSubmit={save}
      onClose={onClose}
      savedText={t(computed ? "traits:savedComputed" : "traits:saved")}
      fields={{ "profiles.trait_exists": "key" }}
    >
      {!trait && (
        <Form.Item name="origin" label={t("traits:origin")}>
          <Radio.Group
            options={[
              { value: "custom", label: t("traits:filled") },
              { value: "computed", label: t("traits:counted") },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item
        name="zh"
        label={t("traits:name")}
        rules={[{ required: true, whitespace: true, message: t("traits:nameNeeded") }]}
      >
        <Input maxLength={30} placeholder={t("traits:nameExample")} />
      </Form.Item>
      <Form.Item name="en" label={t("traits:english")}>
        <Input maxLength={40} />
      </Form.Item>
      {!trait && (
        <Form.Item
          name="key"
          label={t("traits:key")}
          extra={t("traits:keyWhy")}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,59}$/, message: t("traits:keyNeeded") }]}
        >
          <Input className="hy-mono" maxLength={60} placeholder="coffee_taste" />
        </Form.Item>
      )}
      {computed && <ComputedFields form={form} />}
      {!computed && !trait && (
        <Form.Item name="kind" label={t("traits:kind")}>
          <Select options={KINDS.map((one) => ({ value: one, label: t(`traits:kinds.${one}`) }))} />
        </Form.Item>
      )}
      {!computed && (kind === "one_of" || kind === "many_of") && (
        <Form.Item
          name="options"
          label={t("traits:options")}
          extra={t("traits:optionsWhy")}
          rules={[{ required: true, message: t("traits:optionsNeeded") }]}
        >
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            tokenSeparators={["，", ",", "、"]}
            placeholder={t("traits:optionsExample")}
          />
        </Form.Item>
      )}
      {!computed && (trait?.editable ?? true) && (
        <Form.Item name="precedence" label={t("traits:precedence")} extra={t("traits:precedenceWhy")}>
          <SourceOrder />
        </Form.Item>
      )}
      <Form.Item
        name="personal"
        label={t("traits:personal")}
        valuePropName="checked"
        extra={t("traits:personalWhy")}
      >
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}
