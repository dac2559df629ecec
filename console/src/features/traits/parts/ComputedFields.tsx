import { Form, type FormInstance, InputNumber, Select } from "antd";
import { areFilters } from "@/features/segments/leaves";
import type { EventWord, Filter } from "@/features/segments/model";
import { FilterFields } from "@/features/segments/parts/fields/FilterFields";
import { useLabel, useText } from "@/i18n";
import { isNumeric, MEASURES, needsProperty, type TraitValues, wordOf } from "../model";
import { useCatalog } from "../queries";
import "@/features/segments/parts/rule.css";
import "./traits.css";

interface WhereProps {
  event: EventWord;
  value?: Filter[];
  onChange?: (where: Filter[]) => void;
  id?: string;
}
function WhereField({ event, value = [], onChange, id }: WhereProps) {
  return (
    <div id={id} className="hy-computed-where">
      <FilterFields event={event} where={value} onChange={(where) => onChange?.(where)} />
    </div>
  );
}

/** What is counted about each customer: a measure of an event's property within so many days. */
export function ComputedFields({ form }: { form: FormInstance<TraitValues> }) {
  const t = useText();
  const label = useLabel();
  const kinds = useCatalog(true).data?.items ?? [];
  const event = Form.useWatch("event", form);
  const measure = Form.useWatch("measure", form);
  const days = Form.useWatch("days", form);
  const property = Form.useWatch("property", form);
  const kind = kinds.find((one) => one.name === event);
  const numeric = isNumeric(measure);
  const properties = (kind?.properties ?? []).filter(
    (one) => !numeric || ["number", "integer", "money"].includes(one.type),
  );
  const propertyName = properties.find((one) => one.name === property)?.label;
  const said = kind
    ? t(days ? "traits:computedSays" : "traits:computedSaysEver", {
        days,
        event: label(kind.label),
        what: needsProperty(measure)
          ? `${label(propertyName) || t("traits:property")} ${t(`traits:measures.${measure}`)}`
          : t(`traits:measures.${measure ?? "count"}`),
      })
    : t("traits:computedWhy");
  return (
    <fieldset className="hy-computed">
      <legend className="hy-hidden">{t("traits:counted")}</legend>
      <p aria-live="polite">{said}</p>
      <Form.Item
        name="event"
        label={t("traits:event")}
        rules={[{ required: true, message: t("traits:eventNeeded") }]}
      >
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={kinds.map((one) => ({ value: one.name, label: label(one.label) || one.name }))}
          onChange={() => form.setFieldsValue({ property: null, where: [] })}
        />
      </Form.Item>
      <Form.Item name="measure" label={t("traits:measure")}>
        <Select options={MEASURES.map((one) => ({ value: one, label: t(`traits:measures.${one}`) }))} />
      </Form.Item>
      {needsProperty(measure) && (
        <Form.Item
          name="property"
          label={t("traits:property")}
          rules={[{ required: true, message: t("traits:propertyNeeded") }]}
        >
          <Select
            showSearch={{ optionFilterProp: "label" }}
            notFoundContent={t(kind ? "traits:noProperty" : "traits:eventFirst")}
            options={properties.map((one) => ({ value: one.name, label: label(one.label) || one.name }))}
          />
        </Form.Item>
      )}
      {kind && (
        <Form.Item
          name="where"
          label={t("traits:where")}
          extra={t("traits:whereWhy")}
          rules={[
            {
              validator: (_rule, where: Filter[] = []) =>
                areFilters(where) ? Promise.resolve() : Promise.reject(new Error(t("traits:whereNeeded"))),
            },
          ]}
        >
          <WhereField event={wordOf(kind)} />
        </Form.Item>
      )}
      <Form.Item name="days" label={t("traits:window")} extra={t("traits:windowWhy")}>
        <InputNumber min={1} max={3650} precision={0} suffix={t("tags:days")} style={{ width: 160 }} />
      </Form.Item>
    </fieldset>
  );
}
