import { Checkbox, Form, Input } from "antd";
import { useLanguage, useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import type { Segment } from "../model";
import { useExport } from "../queries";
import "./segments.css";

const FIELDS = [
  "id",
  "name",
  "phone",
  "gender",
  "city",
  "stage",
  "tags",
  "staff",
  "orders",
  "gmv",
  "last_order_at",
  "events",
  "first_channel",
  "last_channel",
  "first_seen_at",
  "last_seen_at",
] as const;
const USUAL = ["id", "name", "phone", "tags", "orders", "gmv", "last_order_at"];
const LEAST_REASON = 4;

interface Values {
  fields: string[];
  reason: string;
}

/** A file of everybody in it: which columns, and what for. */
export function ExportDrawer({
  segment,
  open,
  onClose,
}: {
  segment: Segment;
  open: boolean;
  onClose: () => void;
}) {
  const t = useText();
  const language = useLanguage();
  const run = useExport(segment.id);
  return (
    <FormDrawer<Values>
      open={open}
      title={t("segments:export.title", { name: segment.name })}
      initial={{ fields: USUAL, reason: "" }}
      onSubmit={(values) => run.mutateAsync({ ...values, reason: values.reason.trim(), language })}
      onClose={onClose}
      submitText={t("segments:export.submit")}
      savedText={t("segments:export.started")}
    >
      <Form.Item
        name="fields"
        label={t("segments:export.fields")}
        rules={[{ required: true, type: "array", min: 1, message: t("segments:export.fieldsNeeded") }]}
      >
        <Checkbox.Group
          className="hy-export-fields"
          options={FIELDS.map((value) => ({ value, label: t(`segments:export.names.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("segments:export.reason")}
        extra={t("segments:export.reasonHint")}
        rules={[
          { required: true, whitespace: true, min: LEAST_REASON, message: t("segments:export.reasonNeeded") },
        ]}
      >
        <Input maxLength={200} placeholder={t("segments:export.reasonExample")} />
      </Form.Item>
    </FormDrawer>
  );
}
