import { Form, Input, InputNumber } from "antd";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import type { ConnectionForm, ConnectionMade } from "../model";
import { useAddConnection } from "../queries";

const AES_KEY_LENGTH = 43;
const FIELDS = ["name", "corp_id", "agent_id", "secret", "callback_token", "encoding_aes_key"] as const;
type Field = (typeof FIELDS)[number];
const OPTIONAL = new Set<Field>(["callback_token", "encoding_aes_key"]);

interface Props {
  open: boolean;
  onClose: () => void;
  onMade: (made: ConnectionMade) => void;
}

/** What WeCom's own admin pages show, in the order one meets it there. */
export function ConnectionDrawer({ open, onClose, onMade }: Props) {
  const t = useText();
  const add = useAddConnection();
  const rules = (field: Field) => [
    ...(OPTIONAL.has(field) ? [] : [{ required: true, message: t("settings:needed") }]),
    ...(field === "encoding_aes_key"
      ? [{ len: AES_KEY_LENGTH, message: t("settings:wecom.aesLength", { n: AES_KEY_LENGTH }) }]
      : []),
  ];
  return (
    <FormDrawer<ConnectionForm>
      open={open}
      title={t("settings:wecom.add")}
      initial={{}}
      onSubmit={async (values) => onMade(await add.mutateAsync(values))}
      onClose={onClose}
    >
      {FIELDS.map((field) => (
        <Form.Item
          key={field}
          name={field}
          label={t(`settings:wecom.field.${field}`)}
          extra={t(`settings:wecom.where.${field}`)}
          rules={rules(field)}
        >
          {inputFor(field)}
        </Form.Item>
      ))}
    </FormDrawer>
  );
}

function inputFor(field: Field) {
  if (field === "agent_id")
    return <InputNumber style={{ width: "100%" }} min={0} precision={0} controls={false} />;
  if (field === "secret" || field === "encoding_aes_key") return <Input.Password autoComplete="off" />;
  return <Input autoComplete="off" />;
}
