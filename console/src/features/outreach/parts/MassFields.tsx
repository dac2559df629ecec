import { DatePicker, Form, Input, Radio } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useText } from "@/i18n";
import { useTimezone } from "@/i18n/timezone";
import { AttachmentsField } from "@/ui/AttachmentsField";
import { KINDS, MOST } from "@/ui/attachments";
import { bytesOf, instantOf, LONGEST_TEXT_BYTES, type MassValues } from "../model";
import { useAttachmentRules, useKindsAllowed } from "./going";
import { TextField } from "./TextField";

const WALL = "YYYY-MM-DDTHH:mm";

/** What is said, and how it is called among us. */
export function ContentFields() {
  const t = useText();
  const fits = (_: unknown, text = "") =>
    bytesOf(text) <= LONGEST_TEXT_BYTES
      ? Promise.resolve()
      : Promise.reject(new Error(t("outreach:size.over", { most: LONGEST_TEXT_BYTES })));
  return (
    <>
      <Form.Item name="text" label={t("outreach:form.text")} rules={[{ validator: fits }]}>
        <TextField
          placeholder={t("outreach:form.textExample")}
          size={bytesOf}
          most={LONGEST_TEXT_BYTES}
          unit="bytes"
        />
      </Form.Item>
      <Form.Item
        name="attachments"
        label={t("outreach:attachments.label")}
        extra={t("outreach:attachments.hint", { most: MOST })}
        rules={useAttachmentRules()}
      >
        <AttachmentsField kinds={useKindsAllowed()(KINDS)} />
      </Form.Item>
      <Form.Item name="name" label={t("outreach:form.name")} extra={t("outreach:form.nameHint")}>
        <Input maxLength={60} placeholder={t("outreach:form.nameExample")} />
      </Form.Item>
    </>
  );
}

/** Now, or at a time of the organisation's clock. */
export function WhenFields() {
  const t = useText();
  const [later, setLater] = useState(false);
  const form = Form.useFormInstance<MassValues>();
  const timezone = useTimezone();
  const future = (_: unknown, wall?: string) =>
    !later || (wall && Date.parse(instantOf(wall, timezone)) > Date.now())
      ? Promise.resolve()
      : Promise.reject(new Error(t("outreach:form.future")));
  return (
    <>
      <Radio.Group
        aria-label={t("outreach:form.when")}
        value={later}
        style={{ marginBottom: later ? 16 : 0 }}
        onChange={(event) => {
          setLater(event.target.value as boolean);
          form.setFieldValue("send_at", undefined);
        }}
      >
        <Radio value={false}>{t("outreach:form.now")}</Radio>
        <Radio value={true}>{t("outreach:form.later")}</Radio>
      </Radio.Group>
      {later && (
        <Form.Item
          name="send_at"
          label={t("outreach:form.at")}
          extra={t("outreach:form.zone", { timezone })}
          rules={[{ validator: future }]}
          getValueProps={(wall?: string) => ({ value: wall ? dayjs(wall) : null })}
          normalize={(shown: Dayjs | null) => shown?.format(WALL)}
        >
          <DatePicker
            showTime={{ format: "HH:mm" }}
            format="YYYY-MM-DD HH:mm"
            minDate={dayjs()}
            needConfirm={false}
          />
        </Form.Item>
      )}
    </>
  );
}
