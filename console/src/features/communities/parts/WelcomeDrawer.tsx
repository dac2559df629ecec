import { Button, Form, Input, type InputRef, Switch } from "antd";
import { useRef } from "react";
import { useText } from "@/i18n";
import { AttachmentsField } from "@/ui/AttachmentsField";
import { useAssets } from "@/ui/assets";
import { type Attachment, cardsOf, firstIncomplete } from "@/ui/attachments";
import type { Corp } from "@/ui/corps";
import { FormDrawer } from "@/ui/FormDrawer";
import { PhonePreview } from "@/ui/PhonePreview";
import {
  bytesOf,
  NICKNAME,
  WELCOME_BYTES,
  WELCOME_KINDS,
  type Welcome,
  type WelcomeValues,
  welcomeValues,
} from "../model";
import { useSaveWelcome } from "../wecomQueries";

interface Props {
  open: boolean;
  corp: Corp;
  /** Null: a new one. */
  welcome: Welcome | null;
  onClose: () => void;
}

const NEW: Partial<WelcomeValues> = { text: "", attachments: [], notify: true };

export function WelcomeDrawer({ open, corp, welcome, onClose }: Props) {
  const t = useText();
  const [form] = Form.useForm<WelcomeValues>();
  const save = useSaveWelcome();
  return (
    <FormDrawer<WelcomeValues>
      form={form}
      open={open}
      title={welcome ? t("communities:welcome.change", { name: welcome.name }) : t("communities:welcome.add")}
      initial={welcome ? welcomeValues(welcome) : NEW}
      onSubmit={(values) =>
        save.mutateAsync({
          id: welcome?.id ?? null,
          corp: corp.id,
          values: { ...NEW, ...values } as WelcomeValues,
        })
      }
      onClose={onClose}
      submitText={t(welcome ? "ui:save" : "communities:welcome.submit")}
      fields={{
        "wecom.group_welcome_empty": "text",
        "wecom.group_welcome_too_long": "text",
        "live_codes.attachment_unfit": "attachments",
      }}
      aside={<Preview form={form} />}
    >
      <Fields isNew={!welcome} />
    </FormDrawer>
  );
}

function Fields({ isNew }: { isNew: boolean }) {
  const t = useText();
  const form = Form.useFormInstance<WelcomeValues>();
  const short = (_: unknown, text = "") => {
    const given = bytesOf(text);
    return given > WELCOME_BYTES
      ? Promise.reject(new Error(t("communities:welcome.tooLong", { given, limit: WELCOME_BYTES })))
      : Promise.resolve();
  };
  const whole = (_: unknown, all: Attachment[] = []) =>
    firstIncomplete(all) ? Promise.reject(new Error(t("communities:welcome.incomplete"))) : Promise.resolve();
  return (
    <>
      <Form.Item
        name="name"
        label={t("communities:welcome.name")}
        extra={t("communities:welcome.nameHint")}
        rules={[{ required: true, message: t("communities:welcome.needed") }]}
      >
        <Input maxLength={60} placeholder={t("communities:welcome.nameExample")} />
      </Form.Item>
      <Form.Item name="text" label={t("communities:welcome.text")} rules={[{ validator: short }]}>
        <WelcomeText />
      </Form.Item>
      <Form.Item
        name="attachments"
        label={t("communities:welcome.attachment")}
        extra={t("communities:welcome.attachmentHint")}
        rules={[{ validator: whole }]}
      >
        <AttachmentsField kinds={WELCOME_KINDS} most={1} />
      </Form.Item>
      {isNew && (
        <Form.Item
          name="notify"
          label={t("communities:welcome.notify")}
          valuePropName="checked"
          extra={t("communities:welcome.notifyHint")}
        >
          <Switch onChange={(on) => form.setFieldValue("notify", on)} />
        </Form.Item>
      )}
    </>
  );
}

/** Words, with a button for the name of whoever comes in. */
function WelcomeText({
  value = "",
  onChange,
  id,
}: {
  value?: string;
  onChange?: (text: string) => void;
  id?: string;
}) {
  const t = useText();
  const field = useRef<InputRef & { resizableTextArea?: { textArea: HTMLTextAreaElement } }>(null);
  const insert = () => {
    const place = field.current?.resizableTextArea?.textArea.selectionStart ?? value.length;
    onChange?.(value.slice(0, place) + NICKNAME + value.slice(place));
  };
  return (
    <>
      <Input.TextArea
        id={id}
        ref={field as never}
        rows={5}
        value={value}
        placeholder={t("communities:welcome.textExample")}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <Button size="small" onClick={insert} style={{ marginTop: 8 }}>
        {t("communities:welcome.insert")}
      </Button>
    </>
  );
}

function Preview({ form }: { form: ReturnType<typeof Form.useForm<WelcomeValues>>[0] }) {
  const t = useText();
  const text: string = Form.useWatch("text", form) ?? "";
  const attachments: Attachment[] = Form.useWatch("attachments", form) ?? [];
  return <WelcomePreview text={text} attachments={attachments} from={t("communities:welcome.group")} />;
}

export function WelcomePreview({
  text,
  attachments,
  from,
}: {
  text: string;
  attachments: Attachment[];
  from: string;
}) {
  const t = useText();
  const assets = useAssets(attachments.some((one) => one.asset_id));
  return (
    <PhonePreview
      from={from}
      text={text.replaceAll(NICKNAME, "{nickname}")}
      examples={{ nickname: `@${t("communities:welcome.someone")}` }}
      notice={t("communities:welcome.notice", { name: t("communities:welcome.someone") })}
      cards={cardsOf(attachments, assets)}
    />
  );
}
