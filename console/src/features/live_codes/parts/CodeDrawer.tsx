import { Form } from "antd";
import { useText } from "@/i18n";
import { useAssets } from "@/ui/assets";
import { cardsOf } from "@/ui/attachments";
import { FormDrawer } from "@/ui/FormDrawer";
import { PhonePreview } from "@/ui/PhonePreview";
import { attachmentsOf, type CodeValues, type LiveCode } from "../model";
import { useAddCode, useChangeCode, useConnections, useStaffOf } from "../queries";
import { CodeFields } from "./CodeFields";

interface Props {
  open: boolean;
  /** Null: a new one. */
  code: LiveCode | null;
  onClose: () => void;
  onSaved?: (code: LiveCode) => void;
}

const NEW: Partial<CodeValues> = {
  rotation: "round_robin",
  staff_ids: [],
  tag_ids: [],
  welcome_text: "",
  welcome_attachments: [],
};

export function CodeDrawer({ open, code, onClose, onSaved }: Props) {
  const t = useText();
  const [form] = Form.useForm<CodeValues>();
  const add = useAddCode();
  const change = useChangeCode();
  const connections = useConnections(open);
  const only = connections.length === 1 ? connections[0]?.id : undefined;

  const save = async (values: CodeValues) => {
    const staff_ids = values.rotation === "all" ? [] : [values.staff_ids ?? []].flat();
    const sent = { ...values, staff_ids, connection_id: values.connection_id ?? only };
    const { connection_id: _kept, ...changed } = sent;
    const saved = code
      ? await change.mutateAsync({ id: code.id, change: changed })
      : await add.mutateAsync(sent);
    onSaved?.(saved);
  };
  return (
    <FormDrawer<CodeValues>
      form={form}
      open={open}
      title={code ? t("live_codes:form.change", { name: code.name }) : t("live_codes:form.add")}
      initial={code ? valuesOf(code) : { ...NEW, connection_id: only }}
      onSubmit={save}
      onClose={onClose}
      submitText={t(code ? "ui:save" : "live_codes:form.submit")}
      savedText={t(code ? "live_codes:form.changed" : "live_codes:form.added")}
      fields={{
        "live_codes.staff_needed": "staff_ids",
        "live_codes.no_staff": "staff_ids",
        "live_codes.too_many_staff": "staff_ids",
        "live_codes.unknown_staff": "staff_ids",
        "live_codes.staff_may_not_serve": "staff_ids",
        "live_codes.unknown_variable": "welcome_text",
        "live_codes.welcome_too_long": "welcome_text",
        "live_codes.attachment_unfit": "welcome_attachments",
        "live_codes.rotation_fixed": "rotation",
      }}
      aside={<Preview form={form} />}
    >
      <CodeFields form={form} code={code} connections={connections} />
    </FormDrawer>
  );
}

function valuesOf(code: LiveCode): CodeValues {
  const { name, channel, connection_id, rotation, welcome_text } = code;
  return {
    name,
    channel,
    connection_id,
    rotation,
    welcome_text,
    welcome_attachments: attachmentsOf(code),
    staff_ids: code.staff.map((one) => one.id),
    tag_ids: code.tags.map((tag) => tag.id),
  };
}

function Preview({ form }: { form: ReturnType<typeof Form.useForm<CodeValues>>[0] }) {
  const t = useText();
  const text = Form.useWatch("welcome_text", form) ?? "";
  const channel = Form.useWatch("channel", form);
  const cards = cardsOf(Form.useWatch("welcome_attachments", form) ?? [], useAssets());
  const ids = [Form.useWatch("staff_ids", form) ?? []].flat();
  const staff = useStaffOf(undefined).data?.items.find((one) => ids.includes(one.id));
  const name = staff?.name ?? t("live_codes:examples.staff_name");
  return (
    <PhonePreview
      from={name}
      text={text}
      cards={cards}
      notice={t("live_codes:examples.notice", { name })}
      examples={{
        customer_name: t("live_codes:examples.customer_name"),
        staff_name: name,
        store_name: staff?.store_name ?? t("live_codes:examples.store_name"),
        channel: channel || t("live_codes:examples.channel"),
      }}
    />
  );
}
