import { Form, Input, Radio, Select, Switch } from "antd";
import { useMay } from "@/app/session";
import { useLabel, useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import type { GroupValues, TagGroup } from "../model";
import { useAddGroup, useChangeGroup, useRoles } from "../queries";
import { Swatches } from "./Swatches";

interface Props {
  open: boolean;
  /** Null: a new one. */
  group: TagGroup | null;
  onClose: () => void;
}

const NEW: GroupValues = { name: "", color: "green", exclusive: false, everybody: true, roles: [] };

export function GroupDrawer({ open, group, onClose }: Props) {
  const t = useText();
  const label = useLabel();
  const may = useMay();
  const [form] = Form.useForm<GroupValues>();
  const add = useAddGroup();
  const change = useChangeGroup();
  const roles = useRoles(open && may("roles.read")).data?.items ?? [];
  const everybody = Form.useWatch("everybody", form) ?? true;
  const exclusive = Form.useWatch("exclusive", form) ?? false;
  const initial = group ? { ...group, ...group.who } : NEW;
  const save = (values: GroupValues) => {
    const body = { ...NEW, ...values };
    return group ? change.mutateAsync({ id: group.id, ...body }) : add.mutateAsync(body);
  };
  return (
    <FormDrawer<GroupValues>
      form={form}
      open={open}
      title={group ? t("tags:group.editOf", { name: group.name }) : t("tags:group.add")}
      initial={initial}
      onSubmit={save}
      onClose={onClose}
      savedText={t("tags:saved")}
      fields={{ "tags.group_name_taken": "name" }}
    >
      <Form.Item
        name="name"
        label={t("tags:group.name")}
        rules={[{ required: true, whitespace: true, message: t("tags:nameNeeded") }]}
      >
        <Input maxLength={60} placeholder={t("tags:group.nameExample")} />
      </Form.Item>
      <Form.Item name="color" label={t("tags:colour")}>
        <Swatches label={t("tags:colour")} />
      </Form.Item>
      <Form.Item
        name="exclusive"
        label={t("tags:group.exclusiveLabel")}
        valuePropName="checked"
        extra={
          exclusive && group && !group.exclusive
            ? t("tags:group.exclusiveWarn")
            : t("tags:group.exclusiveWhy")
        }
      >
        <Switch />
      </Form.Item>
      <Form.Item name="everybody" label={t("tags:group.who")}>
        <Radio.Group
          options={[
            { value: true, label: t("tags:group.everybody") },
            { value: false, label: t("tags:group.someRoles") },
          ]}
        />
      </Form.Item>
      {!everybody && (
        <Form.Item
          name="roles"
          label={t("tags:group.roles")}
          rules={[{ required: true, message: t("tags:group.rolesNeeded") }]}
        >
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            options={roles.map((role) => ({ value: role.id, label: label(role.label) || role.name }))}
          />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
