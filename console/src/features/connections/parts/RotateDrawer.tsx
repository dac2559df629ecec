import { App, Button, Checkbox, Form, Input } from "antd";
import { useLabel, useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { asBilingual, type Connection, type Field, type Kind } from "../model";
import { useChangeConnection } from "../queries";
import { newSecret } from "./newSecrets";

interface Values {
  secrets?: { [name: string]: string | undefined };
  untried?: boolean;
}
interface Props {
  connection: Connection;
  kind: Kind;
  open: boolean;
  onClose: () => void;
  /** The new callback secrets, which the platform has to be told. */
  onReplaced: (secrets: Record<string, string>) => void;
  /** Only what the platform gave: a mistyped secret is corrected. */
  entered?: boolean;
}

/** New secrets without a gap: what happens is said before it does. */
export function RotateDrawer({ connection, kind, open, onClose, onReplaced, entered: given }: Props) {
  const t = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const change = useChangeConnection(connection.id);
  const fields = kind.fields.filter((field) => field.secret && !(given && field.generated));
  const replace = async ({ secrets = {}, untried = false }: Values) => {
    const entered = Object.fromEntries(
      Object.entries(secrets).filter((one): one is [string, string] => !!one[1]?.trim()),
    );
    if (!Object.keys(entered).length) {
      message.info(t("connections:secrets.nothing"));
      return;
    }
    await change.mutateAsync({ secrets: entered, untried });
    message.success(t("connections:secrets.saved"));
    const told = fields.filter((field) => field.generated && entered[field.name]);
    onReplaced(Object.fromEntries(told.map(({ name }) => [name, entered[name] ?? ""])));
  };
  return (
    <FormDrawer<Values>
      form={form}
      open={open}
      title={t("connections:secrets.do")}
      initial={{}}
      onSubmit={replace}
      onClose={onClose}
    >
      <ul className="hy-rotate-why">
        <li>{t("connections:secrets.keep")}</li>
        <li>{t("connections:secrets.try")}</li>
        {fields.some((field) => field.generated) && <li>{t("connections:secrets.seal")}</li>}
      </ul>
      {fields.map((field) => (
        <SecretField
          key={field.name}
          field={field}
          onFill={() => form.setFieldValue(["secrets", field.name], newSecret(field.name))}
        />
      ))}
      <Form.Item name="untried" valuePropName="checked" extra={t("connections:secrets.untriedWhy")}>
        <Checkbox>{t("connections:secrets.untried")}</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}

function SecretField({ field, onFill }: { field: Field; onFill: () => void }) {
  const t = useText();
  const label = useLabel();
  const name = label(asBilingual(field.label));
  return (
    <Form.Item label={name} htmlFor={`secrets_${field.name}`}>
      <div className="hy-secret-field">
        <Form.Item name={["secrets", field.name]} noStyle>
          {field.multiline ? (
            <Input.TextArea rows={4} autoComplete="off" spellCheck={false} />
          ) : field.generated ? (
            <Input autoComplete="off" spellCheck={false} />
          ) : (
            <Input.Password autoComplete="new-password" />
          )}
        </Form.Item>
        {field.generated && <Button onClick={onFill}>{t("connections:secrets.fill")}</Button>}
      </div>
    </Form.Item>
  );
}
