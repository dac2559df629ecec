import { CloseOutlined, FilterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useText } from "@/i18n";
import { FILTER_OPERATORS, fitted, kindOfProperty } from "../../leaves";
import type { EventWord, Filter } from "../../model";
import { useSay } from "../rule";
import { One } from "./Choose";
import { ValueField } from "./ValueField";

interface Props {
  event: EventWord | undefined;
  where: Filter[];
  onChange: (where: Filter[]) => void;
}

/** Which of these events count: all that is said here must be true of one and the same event. */
export function FilterFields({ event, where, onChange }: Props) {
  const t = useText();
  const put = (index: number, filter: Filter) =>
    onChange(where.map((each, at) => (at === index ? filter : each)));
  return (
    <>
      {where.map((filter, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: filters have no name of their own and never change places
        <div key={index} className="hy-rule-filter">
          <span className="hy-quiet">{t(index ? "segments:filter.and" : "segments:filter.where")}</span>
          <FilterLine event={event} filter={filter} onChange={(next) => put(index, next)} />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t("segments:filter.remove", { n: index + 1 })}
            onClick={() => onChange(where.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <AddFilter event={event} where={where} onChange={onChange} />
    </>
  );
}

const firstFilter = (event: EventWord): Filter => {
  const property = event.properties[0];
  const operator = FILTER_OPERATORS[kindOfProperty(property?.type ?? "")][0] ?? "is";
  return { property: property?.name ?? "", operator, value: undefined };
};

function AddFilter({ event, where, onChange }: Props) {
  const t = useText();
  if (!event?.properties.length) return null;
  return (
    <Button
      className="hy-rule-more"
      type="text"
      size="small"
      icon={<FilterOutlined />}
      onClick={() => onChange([...where, firstFilter(event)])}
    >
      {t("segments:filter.add")}
    </Button>
  );
}

function FilterLine({
  event,
  filter,
  onChange,
}: {
  event: EventWord | undefined;
  filter: Filter;
  onChange: (filter: Filter) => void;
}) {
  const t = useText();
  const say = useSay();
  const property = event?.properties.find(({ name }) => name === filter.property);
  const kind = kindOfProperty(property?.type ?? "");
  const label = say(property?.label) || filter.property;
  const choose = (name: string) => {
    const chosen = event?.properties.find((each) => each.name === name);
    const operator = FILTER_OPERATORS[kindOfProperty(chosen?.type ?? "")][0] ?? "is";
    onChange({ property: name, operator, value: undefined });
  };
  return (
    <>
      <One
        label={t("segments:filter.property")}
        value={filter.property}
        options={(event?.properties ?? []).map((each) => ({
          value: each.name,
          label: say(each.label),
          words: each.name,
        }))}
        onChange={choose}
      />
      <One
        label={t("segments:field.operator", { label })}
        value={filter.operator}
        options={FILTER_OPERATORS[kind].map((value) => ({
          value,
          label: t(`segments:operators.${kind}.${value}`, { defaultValue: t(`segments:operator.${value}`) }),
        }))}
        onChange={(operator) => onChange({ ...filter, operator, value: fitted(operator, filter.value) })}
      />
      <ValueField
        label={t("segments:field.value", { label })}
        kind={kind}
        operator={filter.operator}
        value={filter.value}
        onChange={(value) => onChange({ ...filter, value })}
      />
    </>
  );
}
