import { Alert, Select } from "antd";
import { useLabel, useText } from "@/i18n";
import type { ImportRun, Preset } from "../model";
import "./imports.css";

interface Props {
  run: ImportRun;
  chosen: string | null;
  onChoose: (preset: Preset | null) => void;
}

const NONE = "";

/** Which platform's export the file is: recognised by its columns, and free to be changed. */
export function PresetBar({ run, chosen, onChoose }: Props) {
  const t = useText();
  const label = useLabel();
  const preset = run.presets.find(({ key }) => key === chosen);
  const recognised = (run.options as { preset?: string | null }).preset;
  const options = run.presets.map(({ key, label: name }) => ({
    value: key,
    label: label(name) + (key === recognised ? t("imports:preset.recognised") : ""),
  }));
  return (
    <section className="hy-card hy-card-body hy-preset" aria-label={t("imports:preset.title")}>
      <div className="hy-preset-row">
        <b id="preset-title">{t("imports:preset.title")}</b>
        <Select
          aria-labelledby="preset-title"
          value={chosen ?? NONE}
          popupMatchSelectWidth={false}
          options={[{ value: NONE, label: t("imports:preset.none") }, ...options]}
          onChange={(key: string) => onChoose(run.presets.find((one) => one.key === key) ?? null)}
        />
        <span className="hy-quiet">{t(preset ? "imports:preset.why" : "imports:preset.noneWhy")}</span>
      </div>
      {preset && <Doubts run={run} preset={preset} />}
    </section>
  );
}

/** What could not be confirmed of this export, as far as this file has it. */
function Doubts({ run, preset }: { run: ImportRun; preset: Preset }) {
  const t = useText();
  const label = useLabel();
  const nameOf = (key: string) =>
    label(run.fields.find((field) => field.key === key)?.label) ||
    t(`imports:options.${key}`, { defaultValue: key });
  const doubtful = preset.uncertain.filter((key) => key in preset.mapping || key in preset.options);
  if (!doubtful.length) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t("imports:preset.uncertain", { fields: doubtful.map(nameOf).join(t("imports:preset.comma")) })}
    />
  );
}
