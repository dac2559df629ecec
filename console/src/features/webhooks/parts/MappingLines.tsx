import { DeleteOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Form, Input } from "antd";
import { useLabel, useText } from "@/i18n";
import type { HookKind } from "../model";
import "./webhooks.css";

/** Field by field, where its value stands in what the other system sends. */
export function MappingLines({ kind }: { kind: HookKind | undefined }) {
  const t = useText();
  const label = useLabel();
  const options = (kind?.fields ?? []).map((field) => ({
    value: field.key,
    label: `${label(field.label)}${field.required ? " *" : ""} · ${field.key}`,
  }));
  return (
    <Form.List name="lines">
      {(lines, { add, remove }) => (
        <div className="hy-hook-lines">
          {lines.map(({ key, name }) => (
            <div key={key} className="hy-hook-line">
              <Form.Item name={[name, "field"]} noStyle>
                <AutoComplete
                  options={options}
                  showSearch={{ filterOption: (typed, option) => !!option?.label.includes(typed) }}
                  aria-label={t("webhooks:mapping.field")}
                  placeholder={t("webhooks:mapping.field")}
                />
              </Form.Item>
              <span aria-hidden>←</span>
              <Form.Item name={[name, "path"]} noStyle>
                <Input
                  maxLength={200}
                  aria-label={t("webhooks:mapping.path")}
                  placeholder={t("webhooks:mapping.pathExample")}
                />
              </Form.Item>
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={t("webhooks:mapping.remove")}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Button size="small" onClick={() => add({})}>
            {t("webhooks:mapping.add")}
          </Button>
        </div>
      )}
    </Form.List>
  );
}
