import { Form, Input } from "antd";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { useAddConnection } from "../queries";

const AES_KEY_LENGTH = 43;
const FIELDS = ["name", "corp_id", "agent_id", "secret", "token", "encoding_aes_key"] as const;
const SECRET = new Set<string>(["secret", "token", "encoding_aes_key"]);
const OPTIONAL = new Set<string>(["agent_id"]);
type Values = Record<(typeof FIELDS)[number], string>;

/** The six things WeCom's own admin pages show, in the order one meets them there. */
export function ConnectionDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText();
  const add = useAddConnection();
  const rules = (field: string) => [
    ...(OPTIONAL.has(field) ? [] : [{ required: true, whitespace: true, message: t("settings:needed") }]),
    ...(field === "encoding_aes_key"
      ? [{ len: AES_KEY_LENGTH, message: t("settings:wecom.aesLength", { n: AES_KEY_LENGTH }) }]
      : []),
  ];
  return (
    <FormDrawer<Values>
      open={open}
      title={t("settings:wecom.add")}
      initial={{}}
      onSubmit={(values) => add.mutateAsync(values)}
      onClose={onClose}
      savedText={t("settings:wecom.added")}
    >
      {FIELDS.map((field) => (
        <Form.Item
          key={field}
          name={field}
          label={t(`settings:wecom.field.${field}`)}
          extra={t(`settings:wecom.where.${field}`)}
          rules={rules(field)}
        >
          {SECRET.has(field) ? <Input.Password autoComplete="off" /> : <Input autoComplete="off" />}
        </Form.Item>
      ))}
    </FormDrawer>
  );
}
