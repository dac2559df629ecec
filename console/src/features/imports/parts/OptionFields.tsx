import { Form, Input, Radio, Select } from "antd";
import { useText } from "@/i18n";
import { StatusWords } from "./StatusWords";

const DATE_ORDERS = ["ymd", "mdy", "dmy"] as const;

/** How to read what is in the cells. The server has guessed most of it from the file's name and zone. */
export function OptionFields({ kind }: { kind: string }) {
  const t = useText();
  const orders = kind === "orders";
  const zones = Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: value }));
  return (
    <>
      <Form.Item
        name="source"
        label={t("imports:options.source")}
        extra={t("imports:options.sourceHint")}
        rules={[{ required: true, whitespace: true, message: t("imports:options.sourceNeeded") }]}
      >
        <Input maxLength={60} placeholder={t("imports:options.sourceExample")} />
      </Form.Item>
      <Form.Item name="zone" label={t("imports:options.zone")} extra={t("imports:options.zoneHint")}>
        <Select showSearch={{ optionFilterProp: "label" }} options={zones} />
      </Form.Item>
      <Form.Item name="date_order" label={t("imports:options.dates")}>
        <Radio.Group
          options={DATE_ORDERS.map((value) => ({ value, label: t(`imports:options.dateOrders.${value}`) }))}
        />
      </Form.Item>
      {orders && (
        <>
          <Form.Item name="amount_unit" label={t("imports:options.unit")}>
            <Radio.Group
              options={[
                { value: "yuan", label: t("imports:options.units.yuan") },
                { value: "fen", label: t("imports:options.units.fen") },
              ]}
            />
          </Form.Item>
          <Form.Item
            name="statuses"
            label={t("imports:options.statuses")}
            extra={t("imports:options.statusesHint")}
          >
            <StatusWords />
          </Form.Item>
          <Form.Item name="lines" label={t("imports:options.lines")} extra={t("imports:options.linesHint")}>
            <Radio.Group
              options={[
                { value: "sum", label: t("imports:options.lineKinds.sum") },
                { value: "repeat", label: t("imports:options.lineKinds.repeat") },
              ]}
            />
          </Form.Item>
        </>
      )}
      <Form.Item name="channel" label={t("imports:options.channel")} extra={t("imports:options.channelHint")}>
        <Input maxLength={120} placeholder={t("imports:options.channelExample")} />
      </Form.Item>
      <Form.Item name="tags" label={t("imports:options.tags")} extra={t("imports:options.tagsHint")}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[",", "，"]} />
      </Form.Item>
    </>
  );
}
