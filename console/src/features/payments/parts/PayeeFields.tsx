import { Form, Select } from "antd";
import { useText } from "@/i18n";
import { PersonPicker } from "@/ui/PersonPicker";
import { useMerchants } from "../queries";

/** Whom it is for: a customer, in one of the apps where WeChat Pay knows them. */
export function PayeeFields() {
  const t = useText();
  const apps = useMerchants().data?.apps ?? [];
  return (
    <>
      <Form.Item
        name="person_id"
        label={t("payments:whom")}
        rules={[{ required: true, message: t("payments:whomNeeded") }]}
      >
        <PersonPicker
          label={t("payments:whom")}
          placeholder={t("payments:whomPlaceholder")}
          none={t("payments:whomNone")}
        />
      </Form.Item>
      <Form.Item
        name="appid"
        label={t("payments:app")}
        extra={t("payments:appWhy")}
        rules={[{ required: true, message: t("payments:appNeeded") }]}
      >
        <Select
          aria-label={t("payments:app")}
          options={apps.map((one) => ({ value: one.account, label: one.name }))}
        />
      </Form.Item>
    </>
  );
}
