import { InboxOutlined } from "@ant-design/icons";
import { Form, Input, Select, Upload } from "antd";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { useUploadList, useVocabulary } from "../queries";
import { useSay } from "./rule";

const ACCEPTED = ".csv,.txt,.tsv,.xlsx";
const AUTO = "auto";

interface Values {
  name: string;
  identifier: string;
  file: File;
}

export function ListUpload({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText();
  const say = useSay();
  const upload = useUploadList();
  const [form] = Form.useForm<Values>();
  const identifiers = useVocabulary().data?.list_identifiers ?? [];
  return (
    <FormDrawer<Values>
      open={open}
      form={form}
      title={t("segments:lists.upload")}
      initial={{ name: "", identifier: AUTO }}
      onSubmit={(values) => upload.mutateAsync({ ...values, name: values.name.trim() })}
      onClose={onClose}
      submitText={t("segments:lists.submit")}
      savedText={t("segments:lists.started")}
    >
      <Form.Item
        name="file"
        label={t("segments:lists.file")}
        extra={t("segments:lists.formats")}
        rules={[{ required: true, message: t("segments:lists.fileNeeded") }]}
      >
        <FileField
          onNamed={(name) => {
            if (!form.getFieldValue("name")) form.setFieldValue("name", name.replace(/\.\w+$/, ""));
          }}
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={t("segments:name")}
        rules={[{ required: true, whitespace: true, message: t("segments:lists.nameNeeded") }]}
      >
        <Input maxLength={60} placeholder={t("segments:lists.nameExample")} />
      </Form.Item>
      <Form.Item name="identifier" label={t("segments:lists.identifier")}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={identifiers.map((each) => ({ value: each.value, label: say(each.label) }))}
        />
      </Form.Item>
    </FormDrawer>
  );
}

/** A file as a field of a form: kept until the form is sent. */
function FileField({
  value,
  onChange,
  onNamed,
}: {
  value?: File;
  onChange?: (file: File) => void;
  onNamed: (name: string) => void;
}) {
  const t = useText();
  return (
    <Upload.Dragger
      accept={ACCEPTED}
      showUploadList={false}
      beforeUpload={(file) => {
        onChange?.(file);
        onNamed(file.name);
        return false;
      }}
    >
      <p aria-hidden>
        <InboxOutlined />
      </p>
      <p>{value ? t("segments:lists.chosen", { name: value.name }) : t("segments:lists.drop")}</p>
    </Upload.Dragger>
  );
}
