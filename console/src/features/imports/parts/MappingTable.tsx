import { Select, Tag } from "antd";
import { useLabel, useText } from "@/i18n";
import type { ImportRun, Mapping } from "../model";
import { assign, fieldOf, samples, TRAIT } from "./mapping";
import "./imports.css";

interface Props {
  run: ImportRun;
  mapping: Mapping;
  onChange: (mapping: Mapping) => void;
}

/** Each column of the file: what is in it, and what it stands for. */
export function MappingTable({ run, mapping, onChange }: Props) {
  const t = useText();
  const used = run.columns.filter((column) => fieldOf(mapping, column)).length;
  return (
    <section className="hy-card hy-mapping-card">
      <div className="hy-card-head">
        <h2>{t("imports:mapping.title")}</h2>
        <span className="hy-quiet">{t("imports:mapping.used", { n: used, all: run.columns.length })}</span>
      </div>
      <p className="hy-card-body hy-quiet" style={{ margin: 0, paddingTop: 4, paddingBottom: 8 }}>
        {t("imports:mapping.hint")}
      </p>
      <table className="hy-mapping">
        <thead>
          <tr>
            <th scope="col">{t("imports:mapping.column")}</th>
            <th scope="col">{t("imports:mapping.sample")}</th>
            <th scope="col">{t("imports:mapping.field")}</th>
          </tr>
        </thead>
        <tbody>
          {run.columns.map((column, place) => (
            <tr key={column} data-used={fieldOf(mapping, column) !== null}>
              <td>
                {column}
                {run.suggested_mapping[fieldOf(mapping, column) ?? ""] === column && (
                  <Tag variant="filled" style={{ marginInlineStart: 8 }}>
                    {t("imports:mapping.suggested")}
                  </Tag>
                )}
              </td>
              <td>
                <div className="hy-mapping-samples">{samples(run.preview, place).join(" · ") || "—"}</div>
              </td>
              <td>
                <FieldSelect
                  run={run}
                  column={column}
                  mapping={mapping}
                  onPick={(field) => onChange(assign(mapping, column, field))}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface FieldSelectProps {
  run: ImportRun;
  column: string;
  mapping: Mapping;
  onPick: (field: string | null) => void;
}

function FieldSelect({ run, column, mapping, onPick }: FieldSelectProps) {
  const t = useText();
  const label = useLabel();
  const option = (field: ImportRun["fields"][number]) => {
    const elsewhere = mapping[field.key] && mapping[field.key] !== column ? mapping[field.key] : null;
    const name = label(field.label) + (field.required ? " *" : "");
    return {
      value: field.key,
      label: elsewhere ? t("imports:mapping.taken", { field: name, column: elsewhere }) : name,
    };
  };
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      aria-label={t("imports:mapping.fieldOf", { column })}
      placeholder={t("imports:mapping.skip")}
      value={fieldOf(mapping, column)}
      onChange={(field: string | null | undefined) => onPick(field ?? null)}
      options={[
        {
          label: t("imports:mapping.who"),
          options: run.fields.filter((field) => field.identifies).map(option),
        },
        {
          label: t(`imports:mapping.what.${run.kind}`, { defaultValue: t("imports:mapping.what.orders") }),
          options: run.fields.filter((field) => !field.identifies).map(option),
        },
        {
          label: t("imports:mapping.other"),
          options: [{ value: TRAIT + column, label: t("imports:mapping.trait", { column }) }],
        },
      ]}
    />
  );
}
