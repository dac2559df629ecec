import { Form, Input, InputNumber, Radio, Select, Switch } from "antd";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import {
  ACTION_KINDS,
  type ActionValues,
  bodyOf,
  NEW_ACTION,
  needsValue,
  type TagAction,
  valuesOf,
} from "../actions";
import { type PlacedTag, placed, type TagGroup } from "../model";
import { useAddAction, useChangeAction } from "../queries";

interface Props {
  open: boolean;
  /** Null: a new one. */
  action: TagAction | null;
  groups: TagGroup[];
  onClose: () => void;
}

/** Whoever does something gets tags: what it is, which of it, which tags and for how long. */
export function ActionDrawer({ open, action, groups, onClose }: Props) {
  const t = useText();
  const [form] = Form.useForm<ActionValues>();
  const add = useAddAction();
  const change = useChangeAction();
  const kind = Form.useWatch("kind", form) ?? "keyword";
  const usable = (tag: PlacedTag) => tag.status === "active" || action?.tags.includes(tag.id);
  const save = (values: ActionValues) => {
    const body = bodyOf(values);
    return action ? change.mutateAsync({ ...body, id: action.id }) : add.mutateAsync(body);
  };
  return (
    <FormDrawer<ActionValues>
      form={form}
      open={open}
      title={action ? t("tags:actions.editOf", { name: action.name }) : t("tags:actions.add")}
      initial={action ? valuesOf(action) : NEW_ACTION}
      onSubmit={save}
      onClose={onClose}
      savedText={t("tags:saved")}
    >
      <Form.Item
        name="name"
        label={t("tags:actions.name")}
        extra={t("tags:actions.nameWhy")}
        rules={[{ required: true, whitespace: true, message: t("tags:nameNeeded") }]}
      >
        <Input maxLength={60} placeholder={t("tags:actions.nameExample")} />
      </Form.Item>
      <Form.Item name="kind" label={t("tags:actions.kind")} rules={[{ required: true }]}>
        <Select options={ACTION_KINDS.map((value) => ({ value, label: t(`tags:actions.kinds.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="value"
        label={t(`tags:actions.values.${kind}`)}
        extra={t(`tags:actions.valueWhy.${kind}`)}
        rules={[
          {
            required: needsValue(kind),
            whitespace: needsValue(kind),
            message: t("tags:actions.wordsNeeded"),
          },
        ]}
      >
        <Input maxLength={120} placeholder={t(`tags:actions.examples.${kind}`)} />
      </Form.Item>
      <Form.Item name="match" label={t("tags:actions.match")} rules={[{ required: true }]}>
        <Radio.Group
          options={(["contains", "is"] as const).map((value) => ({
            value,
            label: t(`tags:actions.matches.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="tags"
        label={t("tags:actions.gives")}
        rules={[{ required: true, message: t("tags:actions.tagsNeeded") }]}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          options={placed(groups)
            .filter(usable)
            .map((tag) => ({ value: tag.id, label: `${tag.name} · ${tag.group.name}` }))}
        />
      </Form.Item>
      <Form.Item name="days" label={t("tags:expiry")} extra={t("tags:actions.daysWhy")}>
        <InputNumber
          min={1}
          max={3650}
          precision={0}
          suffix={t("tags:days")}
          placeholder={t("tags:actions.asTag")}
          style={{ width: 160 }}
        />
      </Form.Item>
      <Form.Item name="active" label={t("tags:actions.active")} valuePropName="checked" required>
        <Switch />
      </Form.Item>
    </FormDrawer>
  );
}
