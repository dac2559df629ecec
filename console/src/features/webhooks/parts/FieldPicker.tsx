import { Select } from "antd";
import { useState } from "react";
import { useLabel, useText } from "@/i18n";
import type { HookKind } from "../model";

interface Props {
  kind: HookKind | undefined;
  value?: string;
  onChange?: (field: string) => void;
}

/** A field by its name; where the kind allows it, one named freely: `prop.page`. */
export function FieldPicker({ kind, value, onChange }: Props) {
  const t = useText();
  const label = useLabel();
  const [typed, setTyped] = useState("");
  const known = (kind?.fields ?? []).map((field) => ({
    value: field.key,
    label: label(field.label) + (field.required ? " *" : ""),
  }));
  const prefixes = (kind?.own ?? []).map((prefix) => `${prefix}.`);
  const isOwn = prefixes.some((prefix) => typed.startsWith(prefix) && typed.length > prefix.length);
  const own = [...new Set([isOwn ? typed : "", value ?? ""])]
    .filter((name) => name && !known.some((field) => field.value === name))
    .map((name) => ({ value: name, label: name }));
  return (
    <Select
      showSearch={{ optionFilterProp: "label", onSearch: setTyped }}
      aria-label={t("webhooks:mapping.field")}
      placeholder={t("webhooks:mapping.field")}
      value={value}
      onChange={onChange}
      options={[...own, ...known]}
      notFoundContent={
        prefixes.length > 0
          ? t("webhooks:mapping.own", { prefixes: prefixes.map((prefix) => `${prefix}…`).join(" ") })
          : undefined
      }
    />
  );
}
