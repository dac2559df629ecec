import { Form, InputNumber } from "antd";
import { useText } from "@/i18n";

interface Props {
  name: string;
  label: string;
  /** In 元. */
  least?: number;
  most?: number;
  extra?: React.ReactNode;
}

/** An amount as people write it, in 元. */
export function AmountField({ name, label, least = 0.01, most = 100_000_000, extra }: Props) {
  const t = useText();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={extra}
      rules={[
        { required: true, message: t("payments:amountNeeded") },
        { type: "number", min: least, max: most, message: t("payments:amountBounds", { least, most }) },
      ]}
    >
      <InputNumber prefix="¥" precision={2} min={0} controls={false} style={{ width: "100%" }} />
    </Form.Item>
  );
}
