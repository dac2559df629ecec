import { useText } from "@/i18n";
import { fitted, operatorsOf, traitLeaf } from "../../leaves";
import type { TraitLeaf } from "../../model";
import { useRule, useSay } from "../rule";
import { grouped } from "../subjects";
import { One } from "./Choose";
import { ValueField } from "./ValueField";

interface Props {
  leaf: TraitLeaf;
  onChange: (leaf: TraitLeaf) => void;
}

export function TraitFields({ leaf, onChange }: Props) {
  const t = useText();
  const say = useSay();
  const { words } = useRule();
  const trait = words.traits.find(({ key }) => key === leaf.trait);
  const kind = trait?.kind ?? "text";
  const operators = operatorsOf(trait ?? { kind, operators: [] });
  const choose = (key: string) => {
    const found = words.traits.find((each) => each.key === key);
    if (found) onChange(traitLeaf(found) as TraitLeaf);
  };
  const traits = grouped(
    words.traits.map((each) => ({
      group: say(each.group) || t("segments:subjects.traits"),
      value: each.key,
      label: say(each.label),
      words: each.key,
    })),
  );
  const label = say(trait?.label) || leaf.trait;
  return (
    <>
      <One label={t("segments:field.trait")} value={leaf.trait} options={traits} onChange={choose} />
      <One
        label={t("segments:field.operator", { label })}
        value={leaf.operator}
        options={operators.map((value) => ({
          value,
          label: t(`segments:operators.${kind}.${value}`, { defaultValue: t(`segments:operator.${value}`) }),
        }))}
        onChange={(operator) => onChange({ ...leaf, operator, value: fitted(operator, leaf.value) })}
      />
      <ValueField
        label={t("segments:field.value", { label })}
        kind={kind}
        operator={leaf.operator}
        options={trait?.options ?? []}
        value={leaf.value}
        onChange={(value) => onChange({ ...leaf, value })}
      />
    </>
  );
}
