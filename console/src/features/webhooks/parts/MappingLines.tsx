import { DeleteOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useText } from "@/i18n";
import type { HookKind } from "../model";
import { FieldPicker } from "./FieldPicker";
import "./webhooks.css";

/** Field by field, where its value stands in what the other system sends. */
export function MappingLines({ kind }: { kind: HookKind | undefined }) {
  const t = useText();
  return (
    <Form.List name="lines">
      {(lines, { add, remove }) => (
        <div className="hy-hook-lines">
          {lines.map(({ key, name }) => (
            <div key={key} className="hy-hook-line">
              <Form.Item name={[name, "field"]} noStyle>
                <FieldPicker kind={kind} />
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
