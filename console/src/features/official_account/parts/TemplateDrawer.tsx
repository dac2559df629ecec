import { Form, type FormInstance, Input } from "antd";
import { Refusal } from "@/api/refusal";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { PersonPicker } from "@/ui/PersonPicker";
import { PhonePreview } from "@/ui/PhonePreview";
import { type Account, fieldsOf, filledIn, type Template } from "../model";
import { useSendTemplate } from "../queries";

interface Props {
  account: Account;
  template: Template | null;
  onClose: () => void;
}
interface Values {
  person: number;
  data?: Record<string, string>;
  url?: string;
}

/** A template with its blanks filled in, to one customer. */
export function TemplateDrawer({ account, template, onClose }: Props) {
  const t = useText();
  const [form] = Form.useForm<Values>();
  const send = useSendTemplate(account.id);
  const needed = [{ required: true, message: t("official_account:needed") }];
  const submit = async ({ person, data, url }: Values) => {
    if (!template) return;
    const { kind, template_id } = template;
    const posted = await send.mutateAsync({ kind, template_id, person, data: data ?? {}, url });
    if (posted.accepted) return;
    const why = t(`official_account:templates.${posted.not_following ? "notFollowing" : "blocked"}`);
    throw new Refusal("official_account.not_sent", 0, { zh: why, en: why });
  };
  return (
    <FormDrawer<Values>
      form={form}
      open={template !== null}
      title={template?.title ?? ""}
      initial={{}}
      onSubmit={submit}
      onClose={onClose}
      submitText={t("official_account:templates.submit")}
      savedText={t("official_account:templates.sent")}
      aside={template && <Preview account={account} template={template} form={form} />}
    >
      <Form.Item name="person" label={t("official_account:templates.to")} rules={needed}>
        <PersonPicker
          label={t("official_account:person")}
          placeholder={t("official_account:personPick")}
          none={t("official_account:personNone")}
        />
      </Form.Item>
      {fieldsOf(template?.content ?? "").map(({ name, label }) => (
        <Form.Item key={name} name={["data", name]} label={label} rules={needed}>
          <Input maxLength={200} />
        </Form.Item>
      ))}
      <Form.Item
        name="url"
        label={t("official_account:templates.url")}
        rules={[{ pattern: /^https?:\/\/\S+$/, message: t("official_account:templates.urlWrong") }]}
      >
        <Input maxLength={1024} placeholder="https://" />
      </Form.Item>
    </FormDrawer>
  );
}

interface PreviewProps {
  account: Account;
  template: Template;
  form: FormInstance<Values>;
}

function Preview({ account, template, form }: PreviewProps) {
  const data = Form.useWatch("data", form) ?? {};
  return (
    <PhonePreview
      from={account.name}
      text={`${template.title}\n\n${filledIn(template.content.trim(), data)}`}
    />
  );
}
