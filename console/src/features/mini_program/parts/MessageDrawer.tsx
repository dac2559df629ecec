import { App, Form, Input } from "antd";
import { useRef } from "react";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { PersonPicker } from "@/ui/PersonPicker";
import type { Template } from "../model";
import { useSendMessage } from "../queries";

interface Values {
  person_id: number;
  values: Record<string, string>;
  page: string;
}

interface Props {
  program: number;
  /** Null while it is shut. */
  template: Template | null;
  onClose: () => void;
}

export function MessageDrawer({ program, template, onClose }: Props) {
  return template ? (
    <Writing key={template.template_id} program={program} template={template} onClose={onClose} />
  ) : null;
}

function Writing({ program, template, onClose }: Props & { template: Template }) {
  const t = useText();
  const { message } = App.useApp();
  const send = useSendMessage(program);
  const key = useRef(`${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`);
  const submit = async ({ person_id, values, page }: Values) => {
    const placed = await send.mutateAsync({
      person_id,
      template_id: template.template_id,
      values: values ?? {},
      page: page ?? "",
      key: key.current,
    });
    if (placed.state === "blocked")
      message.warning(t("mini_program:templates.blocked", { why: placed.reason }));
    else message.success(t("mini_program:templates.sent"));
  };
  return (
    <FormDrawer<Values>
      open
      title={t("mini_program:templates.sendOf", { title: template.title })}
      initial={{ page: "" }}
      onSubmit={submit}
      onClose={onClose}
      submitText={t("mini_program:templates.send")}
    >
      <Form.Item
        name="person_id"
        label={t("mini_program:templates.whom")}
        extra={t(template.once ? "mini_program:templates.onceWhy" : "mini_program:templates.longWhy")}
        rules={[{ required: true, message: t("mini_program:templates.whomNeeded") }]}
      >
        <PersonPicker
          label={t("mini_program:templates.whom")}
          placeholder={t("mini_program:templates.whomPlaceholder")}
          none={t("mini_program:templates.whomNone")}
        />
      </Form.Item>
      {template.fields.map((field) => (
        <Form.Item
          key={field.key}
          name={["values", field.key]}
          label={field.name || field.key}
          extra={t(`mini_program:rules.${field.rule}`, { defaultValue: "" })}
          rules={[{ required: true, whitespace: true, message: t("mini_program:templates.needed") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      ))}
      <Form.Item
        name="page"
        label={t("mini_program:templates.page")}
        extra={t("mini_program:templates.pageWhy")}
      >
        <Input maxLength={512} placeholder="pages/index/index" />
      </Form.Item>
    </FormDrawer>
  );
}
