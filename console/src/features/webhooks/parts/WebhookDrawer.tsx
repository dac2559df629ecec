import { Form, Input, Radio, Select } from "antd";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { StatusWords } from "../../imports/parts/StatusWords";
import { fieldsOf, KINDS, startingLines, type Webhook } from "../model";
import { useAddWebhook, useChangeWebhook, useKinds } from "../queries";
import { MappingLines } from "./MappingLines";
import { Trial } from "./Trial";
import { optionsOf, type Values, valuesOf } from "./values";

interface Props {
  /** "new", or the one to change. */
  editing: Webhook | "new" | null;
  onClose: () => void;
  onMade?: (made: { webhook: Webhook; secret: string }) => void;
}

/** What is pushed, what its values mean, and a trial of it. */
export function WebhookDrawer({ editing, onClose, onMade }: Props) {
  const t = useText();
  const [form] = Form.useForm<Values>();
  const webhook = editing === "new" || editing === null ? null : editing;
  const add = useAddWebhook();
  const change = useChangeWebhook(webhook?.id ?? 0);
  const kinds = useKinds().data?.items;
  const chosen = Form.useWatch("kind", form) ?? webhook?.kind ?? KINDS[0];
  const kind = kinds?.find(({ key }) => key === chosen);
  const orders = kinds?.find(({ key }) => key === KINDS[0]);
  const first = orders ? startingLines(orders) : [];
  const needed = [{ required: true, whitespace: true, message: t("webhooks:needed") }];
  const save = async ({ name, kind: what, items = "", lines, ...rest }: Values) => {
    const options = optionsOf(rest);
    const body = { name, items, fields: fieldsOf(lines), options };
    if (webhook) await change.mutateAsync(body);
    else onMade?.(await add.mutateAsync({ ...body, kind: what }));
  };
  return (
    <FormDrawer<Values>
      form={form}
      open={editing !== null}
      width={720}
      title={webhook ? t("webhooks:change", { name: webhook.name }) : t("webhooks:add")}
      initial={webhook ? valuesOf(webhook) : { kind: KINDS[0], amount_unit: "yuan", lines: first }}
      onSubmit={save}
      onClose={onClose}
      submitText={webhook ? undefined : t("webhooks:make")}
    >
      <Form.Item name="name" label={t("webhooks:name")} rules={needed}>
        <Input maxLength={80} placeholder={t("webhooks:nameExample")} />
      </Form.Item>
      <Form.Item name="kind" label={t("webhooks:kind")} rules={needed}>
        <Radio.Group
          disabled={webhook !== null}
          options={KINDS.map((value) => ({ value, label: t(`webhooks:kinds.${value}`) }))}
          onChange={({ target }) => {
            const next = kinds?.find(({ key }) => key === target.value);
            if (next) form.setFieldsValue({ lines: startingLines(next) });
          }}
        />
      </Form.Item>
      <Form.Item name="source" label={t("webhooks:source")} extra={t("webhooks:sourceHint")} rules={needed}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="items" label={t("webhooks:items")} extra={t("webhooks:itemsHint")}>
        <Input maxLength={200} placeholder="data.orders" />
      </Form.Item>
      <Form.Item required label={t("webhooks:mapping.title")} extra={t("webhooks:mapping.hint")}>
        <MappingLines kind={kind} />
      </Form.Item>
      {chosen !== "customers" && (
        <Form.Item required name="amount_unit" label={t("webhooks:unit")}>
          <Radio.Group
            options={(["yuan", "fen"] as const).map((value) => ({
              value,
              label: t(`webhooks:units.${value}`),
            }))}
          />
        </Form.Item>
      )}
      {chosen === "orders" && (
        <Form.Item name="statuses" label={t("imports:options.statuses")} extra={t("webhooks:statusesHint")}>
          <StatusWords />
        </Form.Item>
      )}
      <Form.Item name="zone" label={t("webhooks:zone")} extra={t("webhooks:zoneHint")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          options={Intl.supportedValuesOf("timeZone").map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <Trial kind={chosen} />
    </FormDrawer>
  );
}
