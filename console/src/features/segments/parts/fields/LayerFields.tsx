import { Input } from "antd";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import type { LifecycleLeaf, ListLeaf, RfmLeaf, SampleLeaf, SegmentLeaf } from "../../model";
import { useRule, useSay } from "../rule";
import { Many, One } from "./Choose";
import { NumberField } from "./NumberField";
import { named, type Of } from "./SetFields";

export function LayerFields({ leaf, onChange }: Of<LifecycleLeaf> | Of<RfmLeaf>) {
  const t = useText();
  const say = useSay();
  const { words } = useRule();
  const rfm = leaf.kind === "rfm";
  const options = (rfm ? words.rfm : words.lifecycle).map((each) => ({
    value: each.value,
    label: say(each.label) || each.value,
    words: each.value,
  }));
  // The two differ in one name only, which is too little for TypeScript to pair leaf and change.
  const change = onChange as (next: LifecycleLeaf | RfmLeaf) => void;
  return (
    <>
      <span className="hy-rule-kind">{t(`segments:kinds.${leaf.kind}`)}</span>
      <span>{t("segments:field.isOneOf")}</span>
      <Many
        label={t(`segments:kinds.${leaf.kind}`)}
        placeholder={t(rfm ? "segments:field.pickCells" : "segments:field.pickLayers")}
        value={rfm ? leaf.cells : leaf.layers}
        options={options}
        onChange={(next) => change(rfm ? { kind: "rfm", cells: next } : { kind: "lifecycle", layers: next })}
      />
    </>
  );
}

export function SegmentFields({ leaf, onChange }: Of<SegmentLeaf>) {
  const t = useText();
  const language = useLanguage();
  const { words } = useRule();
  const options = words.segments.map(({ id, name, size }) => ({
    value: id,
    label: size === null || size === undefined ? name : `${name} · ${exactCount(size, language)}`,
  }));
  return (
    <>
      <span className="hy-rule-kind">{t("segments:kinds.segment")}</span>
      <One
        label={t("segments:field.segment")}
        value={leaf.segment}
        options={options}
        onChange={(segment) => onChange({ ...leaf, segment })}
      />
    </>
  );
}

export function ListFields({ leaf, onChange }: Of<ListLeaf>) {
  const t = useText();
  const { words } = useRule();
  return (
    <>
      <span className="hy-rule-kind">{t("segments:kinds.list")}</span>
      <One
        label={t("segments:field.list")}
        value={leaf.list}
        options={named(words.lists)}
        onChange={(list) => onChange({ ...leaf, list })}
      />
    </>
  );
}

/** The same people each time for the same name, so that a group kept out of a campaign stays out. */
export function SampleFields({ leaf, onChange }: Of<SampleLeaf>) {
  const t = useText();
  const label = t("segments:kinds.sample");
  const end = (value: number | null | undefined) => Math.min(100, Math.max(0, value ?? 0));
  return (
    <>
      <span className="hy-rule-kind">{label}</span>
      <span className="hy-rule-together">
        <NumberField
          label={t("segments:value.from", { label })}
          min={0}
          max={100}
          value={leaf.from}
          onChange={(from) => onChange({ ...leaf, from: end(from) })}
        />
        <span>{t("segments:field.percentTo")}</span>
        <NumberField
          label={t("segments:value.until", { label })}
          min={0}
          max={100}
          value={leaf.to}
          onChange={(to) => onChange({ ...leaf, to: end(to) })}
        />
        <span>%</span>
      </span>
      <Input
        className="hy-rule-text"
        variant="filled"
        aria-label={t("segments:field.salt")}
        placeholder={t("segments:field.salt")}
        title={t("segments:field.saltWhy")}
        value={leaf.salt}
        onChange={(event) => onChange({ ...leaf, salt: event.target.value })}
      />
    </>
  );
}
