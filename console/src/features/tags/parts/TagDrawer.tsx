import { Form, Input, InputNumber, Select } from "antd";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import type { PlacedTag, TagGroup, TagValues } from "../model";
import { useAddTag, useChangeTag, useSegments } from "../queries";
import { Swatches } from "./Swatches";

interface Props {
  open: boolean;
  /** Null: a new one, into `group`. */
  tag: PlacedTag | null;
  group: TagGroup | null;
  groups: TagGroup[];
  onClose: () => void;
}

export function TagDrawer({ open, tag, group, groups, onClose }: Props) {
  const t = useText();
  const may = useMay();
  const add = useAddTag();
  const change = useChangeTag();
  const segments = useSegments(open && may("segments.read")).data?.items ?? [];
  const initial: Partial<TagValues> = tag
    ? {
        name: tag.name,
        group: tag.group.id,
        color: tag.color,
        expires_after_days: tag.expires_after_days,
        segment: tag.rule?.segment ?? null,
      }
    : { name: "", group: group?.id, color: group?.color ?? "green" };
  const save = (values: TagValues) => {
    const body = {
      ...values,
      expires_after_days: values.expires_after_days ?? null,
      segment: values.segment ?? null,
    };
    return tag ? change.mutateAsync({ id: tag.id, ...body }) : add.mutateAsync(body);
  };
  return (
    <FormDrawer<TagValues>
      open={open}
      title={tag ? t("tags:editOf", { name: tag.name }) : t("tags:addTo", { group: group?.name })}
      initial={initial}
      onSubmit={save}
      onClose={onClose}
      savedText={t("tags:saved")}
      fields={{ "tags.name_taken": "name", "profiles.tag_name_taken": "name" }}
    >
      <Form.Item
        name="name"
        label={t("tags:name")}
        rules={[{ required: true, whitespace: true, message: t("tags:nameNeeded") }]}
        extra={tag ? t("tags:renameWhy") : undefined}
      >
        <Input maxLength={30} placeholder={t("tags:nameExample")} />
      </Form.Item>
      <Form.Item name="group" label={t("tags:groupOf")} rules={[{ required: true }]}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={groups.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Form.Item>
      <Form.Item name="color" label={t("tags:colour")}>
        <Swatches label={t("tags:colour")} />
      </Form.Item>
      <Form.Item name="expires_after_days" label={t("tags:expiry")} extra={t("tags:expiryWhy")}>
        <InputNumber
          min={1}
          max={3650}
          precision={0}
          suffix={t("tags:days")}
          placeholder={t("tags:never")}
          style={{ width: 160 }}
        />
      </Form.Item>
      {may("segments.read") && (
        <Form.Item name="segment" label={t("tags:rule")} extra={t("tags:ruleWhy")}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: "label" }}
            placeholder={t("tags:noRule")}
            notFoundContent={t("tags:noSegments")}
            options={segments.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
