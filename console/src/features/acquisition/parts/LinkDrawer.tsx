import { Form, Input, Switch } from "antd";
import { useText } from "@/i18n";
import type { Corp } from "@/ui/corps";
import { FormDrawer } from "@/ui/FormDrawer";
import { StaffPicker } from "@/ui/StaffPicker";
import { type AcquisitionLink, type LinkValues, MOST_STAFF } from "../model";
import { useAddLink, useChangeLink } from "../queries";

interface Props {
  open: boolean;
  corp: Corp;
  /** Null: a new one. */
  link: AcquisitionLink | null;
  onClose: () => void;
  onSaved?: (link: AcquisitionLink) => void;
}

const NEW: Partial<LinkValues> = { skip_verify: true, staff_ids: [] };

export function LinkDrawer({ open, corp, link, onClose, onSaved }: Props) {
  const t = useText();
  const add = useAddLink();
  const change = useChangeLink();
  const save = async (values: LinkValues) =>
    onSaved?.(
      link
        ? await change.mutateAsync({ id: link.id, ...values })
        : await add.mutateAsync({ ...values, connection_id: corp.id }),
    );
  const needed = [{ required: true, message: t("acquisition:form.needed") }];
  return (
    <FormDrawer<LinkValues>
      open={open}
      title={link ? t("acquisition:form.change", { name: link.name }) : t("acquisition:add")}
      initial={link ?? NEW}
      onSubmit={save}
      onClose={onClose}
      submitText={t(link ? "ui:save" : "acquisition:form.submit")}
      fields={{ "wecom.link_staff_wrong": "staff_ids" }}
    >
      <Form.Item
        name="name"
        label={t("acquisition:name")}
        rules={needed}
        extra={t("acquisition:form.nameHint")}
      >
        <Input maxLength={30} placeholder={t("acquisition:form.nameExample")} />
      </Form.Item>
      <Form.Item
        name="channel"
        label={t("acquisition:channel")}
        rules={needed}
        extra={t("acquisition:form.channelHint")}
      >
        <Input maxLength={60} placeholder={t("acquisition:form.channelExample")} />
      </Form.Item>
      <Form.Item
        name="staff_ids"
        label={t("acquisition:staff")}
        rules={needed}
        extra={t("acquisition:form.staffHint", { n: MOST_STAFF })}
      >
        <StaffPicker account={corp.account} active serves multiple />
      </Form.Item>
      <Form.Item
        name="skip_verify"
        label={t("acquisition:form.skip")}
        valuePropName="checked"
        extra={t("acquisition:form.skipHint")}
      >
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}
