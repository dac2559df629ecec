import { Collapse, Form, Input } from "antd";
import { useLabel, useText } from "@/i18n";
import { asBilingual, type Field, type Kind } from "../model";

const SECRET_ROWS = 4;
export type FieldPath = string | [string, string];
/** Where in the form a field's value stands. */
export const pathOf = (field: Field, kind: Kind): FieldPath => {
  if (field === kind.account) return "account";
  if (field === kind.app) return "app";
  return [field.secret ? "secrets" : "settings", field.name];
};

/** What the platform's admin pages show, in the order one meets it there; what is made up by us stays folded away. */
export function KindFields({ kind }: { kind: Kind }) {
  const t = useText();
  const own = kind.fields.filter((field) => field.generated);
  const entered = [
    kind.account,
    ...(kind.app ? [kind.app] : []),
    ...kind.fields.filter((one) => !one.generated),
  ];
  return (
    <>
      <Form.Item
        name="name"
        label={t("connections:wizard.name")}
        extra={t("connections:wizard.nameWhere")}
        rules={[{ required: true, message: t("connections:needed") }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      {entered.map((field) => (
        <KindField key={field.name} field={field} path={pathOf(field, kind)} />
      ))}
      <Collapse
        ghost
        className="hy-wizard-advanced"
        items={[
          {
            key: "own",
            forceRender: true,
            label: t(own.length ? "connections:wizard.advanced" : "connections:wizard.api"),
            children: (
              <>
                {own.length > 0 && (
                  <p className="hy-connection-hint">{t("connections:wizard.advancedWhy")}</p>
                )}
                {own.map((field) => (
                  <KindField key={field.name} field={field} path={pathOf(field, kind)} />
                ))}
                <Form.Item
                  name="api_url"
                  label={t("connections:wizard.api")}
                  extra={t("connections:wizard.apiWhere")}
                >
                  <Input placeholder={kind.default_api_url} autoComplete="off" inputMode="url" />
                </Form.Item>
              </>
            ),
          },
        ]}
      />
    </>
  );
}

interface KindFieldProps {
  field: Field;
  path: FieldPath;
  /** Instead of where it is found. */
  extra?: string;
  optional?: boolean;
}

export function KindField({ field, path, extra, optional = false }: KindFieldProps) {
  const t = useText();
  const label = useLabel();
  const needed = field.required && !field.generated && !optional;
  return (
    <Form.Item
      name={path}
      label={label(asBilingual(field.label))}
      extra={extra ?? label(asBilingual(field.where))}
      rules={needed ? [{ required: true, whitespace: true, message: t("connections:needed") }] : []}
      normalize={(value: string) => (field.multiline ? value : value.trim())}
    >
      {inputFor(field)}
    </Form.Item>
  );
}

/** A secret of several lines, such as a private key, cannot be hidden while it is typed. */
function inputFor(field: Field) {
  if (field.multiline) return <Input.TextArea rows={SECRET_ROWS} autoComplete="off" spellCheck={false} />;
  if (field.secret) return <Input.Password autoComplete="new-password" />;
  return <Input autoComplete="off" spellCheck={false} />;
}
