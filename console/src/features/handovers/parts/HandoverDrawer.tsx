import { Alert, Form, Input, Radio } from "antd";
import { useText } from "@/i18n";
import type { Corp } from "@/ui/corps";
import { FormDrawer } from "@/ui/FormDrawer";
import { StaffPicker, useStaff } from "@/ui/StaffPicker";
import { MESSAGE_CHARS } from "../model";
import { useCandidates, useHandOver } from "../queries";
import { CustomerChoice } from "./CustomerChoice";

interface Values {
  handover?: number;
  takeover: number;
  which: "all" | "some";
  customers?: string[];
  message?: string;
}

interface Props {
  open: boolean;
  corp: Corp;
  onClose: () => void;
}

const NEW: Partial<Values> = { which: "all", customers: [], message: "" };

/** Who hands over, who takes over, whom, and what those are told. */
export function HandoverDrawer({ open, corp, onClose }: Props) {
  const t = useText();
  const [form] = Form.useForm<Values>();
  const handOver = useHandOver();
  const save = ({ handover, takeover, which, customers, message }: Values) =>
    handOver.mutateAsync({
      connection_id: corp.id,
      handover_staff_id: handover as number,
      takeover_staff_id: takeover,
      customers: which === "some" ? (customers ?? []) : [],
      message: message ?? "",
    });
  return (
    <FormDrawer<Values>
      form={form}
      open={open}
      width={560}
      title={t("handovers:add")}
      initial={NEW}
      onSubmit={save}
      onClose={onClose}
      submitText={t("handovers:form.submit")}
      savedText={t("handovers:form.started")}
      fields={{ "wecom.transfer_staff_wrong": "takeover", "wecom.transfer_nobody": "which" }}
    >
      <Fields corp={corp} />
    </FormDrawer>
  );
}

function Fields({ corp }: { corp: Corp }) {
  const t = useText();
  const form = Form.useFormInstance<Values>();
  const from: number | undefined = Form.useWatch("handover", form);
  const which = Form.useWatch("which", form);
  const member = useStaff({ account: corp.account }).data?.items.find((one) => one.id === from);
  const needed = [{ required: true, message: t("handovers:form.needed") }];
  const all = useCandidates(from, corp.id, "", { limit: 20, offset: 0 }).data?.all ?? 0;
  return (
    <>
      <Form.Item name="handover" label={t("handovers:from")} rules={needed}>
        <StaffPicker account={corp.account} />
      </Form.Item>
      {member && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={t(member.active ? "handovers:form.onJob" : "handovers:form.resigned", { name: member.name })}
        />
      )}
      <Form.Item name="takeover" label={t("handovers:to")} rules={needed}>
        <StaffPicker account={corp.account} active serves except={from} />
      </Form.Item>
      {from !== undefined && (
        <Form.Item name="which" label={t("handovers:form.customers")}>
          <Radio.Group
            options={[
              { value: "all", label: t("handovers:form.all", { n: all }) },
              { value: "some", label: t("handovers:form.some") },
            ]}
          />
        </Form.Item>
      )}
      {from !== undefined && which === "some" && (
        <Form.Item
          key={from}
          name="customers"
          rules={[{ required: true, type: "array", min: 1, message: t("handovers:form.someNeeded") }]}
        >
          <CustomerChoice corp={corp} staff={from} />
        </Form.Item>
      )}
      {member?.active && (
        <Form.Item name="message" label={t("handovers:form.message")} extra={t("handovers:form.messageHint")}>
          <Input.TextArea
            rows={3}
            maxLength={MESSAGE_CHARS}
            showCount
            placeholder={t("handovers:form.messageExample")}
          />
        </Form.Item>
      )}
    </>
  );
}
