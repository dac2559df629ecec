import { Tag } from "antd";
import { useLabel, useText } from "@/i18n";
import type { EventKind } from "../model";
import "./event-name.css";

const shown = (example: unknown) =>
  example === null || example === undefined
    ? "—"
    : typeof example === "string"
      ? example
      : JSON.stringify(example);

/** What an event of this kind carries. */
export function PropertyTable({ kind }: { kind: EventKind }) {
  const t = useText();
  const label = useLabel();
  if (!kind.properties.length)
    return <p className="hy-quiet hy-properties-none">{t("events:noProperties")}</p>;
  return (
    <table className="hy-properties">
      <thead>
        <tr>
          <th scope="col">{t("events:property")}</th>
          <th scope="col">{t("events:type")}</th>
          <th scope="col">{t("events:example")}</th>
        </tr>
      </thead>
      <tbody>
        {kind.properties.map((property) => (
          <tr key={property.name}>
            <td>
              {label(property.label)} <code>{property.name}</code>
              {property.personal && (
                <Tag variant="filled" color="error">
                  {t("events:personal")}
                </Tag>
              )}
            </td>
            <td>
              {t(`events:types.${property.type}`, { defaultValue: property.type })}
              {property.unit && <span className="hy-quiet"> · {property.unit}</span>}
            </td>
            <td className="hy-mono">{shown(property.example)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
