import { Form, Input, Select, Switch } from "antd";
import { useText } from "@/i18n";
import type { Corp } from "@/ui/corps";
import { FormDrawer } from "@/ui/FormDrawer";
import { type JoinWay, type JoinWayValues, MOST_GROUPS } from "../model";
import { useAddWay, useChangeWay, useLivingGroups } from "../wecomQueries";

interface Props {
  open: boolean;
  corp: Corp;
  /** Null: a new one. */
  way: JoinWay | null;
  onClose: () => void;
  onSaved?: (way: JoinWay) => void;
}

const NEW: Partial<JoinWayValues> = { auto_create: true, group_ids: [], base_name: "" };

export function WayDrawer({ open, corp, way, onClose, onSaved }: Props) {
  const t = useText();
  const [form] = Form.useForm<JoinWayValues>();
  const add = useAddWay();
  const change = useChangeWay();
  const save = async (values: JoinWayValues) =>
    onSaved?.(
      way
        ? await change.mutateAsync({ id: way.id, ...values })
        : await add.mutateAsync({ ...values, connection_id: corp.id }),
    );
  return (
    <FormDrawer<JoinWayValues>
      form={form}
      open={open}
      title={way ? t("communities:way.change", { name: way.name }) : t("communities:way.add")}
      initial={way ?? NEW}
      onSubmit={save}
      onClose={onClose}
      submitText={t(way ? "ui:save" : "communities:way.submit")}
      fields={{ "wecom.join_way_groups_wrong": "group_ids" }}
    >
      <Fields corp={corp} open={open} />
    </FormDrawer>
  );
}

function Fields({ corp, open }: { corp: Corp; open: boolean }) {
  const t = useText();
  const groups = useLivingGroups(open);
  const auto = Form.useWatch("auto_create", Form.useFormInstance<JoinWayValues>());
  const needed = [{ required: true, message: t("communities:way.needed") }];
  const mine = groups.data?.items.filter((group) => group.account === corp.account) ?? [];
  return (
    <>
      <Form.Item
        name="name"
        label={t("communities:way.name")}
        rules={needed}
        extra={t("communities:way.nameHint")}
      >
        <Input maxLength={60} placeholder={t("communities:way.nameExample")} />
      </Form.Item>
      <Form.Item
        name="channel"
        label={t("communities:way.channel")}
        rules={needed}
        extra={t("communities:way.channelHint")}
      >
        <Input maxLength={60} placeholder={t("communities:way.channelExample")} />
      </Form.Item>
      <Form.Item
        name="group_ids"
        label={t("communities:way.groups")}
        rules={needed}
        extra={t("communities:way.groupsHint", { n: MOST_GROUPS })}
      >
        <Select
          mode="multiple"
          maxCount={MOST_GROUPS}
          loading={groups.isPending}
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("communities:way.groupsPick")}
          notFoundContent={t("communities:way.noGroups")}
          options={mine.map((group) => ({
            value: group.id,
            label: `${group.name || t("communities:unnamed")} · ${t("communities:way.members", { n: group.members })}`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="auto_create"
        label={t("communities:way.auto")}
        valuePropName="checked"
        extra={t("communities:way.autoHint")}
      >
        <Switch />
      </Form.Item>
      {auto && (
        <Form.Item name="base_name" label={t("communities:way.base")} extra={t("communities:way.baseHint")}>
          <Input maxLength={40} placeholder={t("communities:way.baseExample")} />
        </Form.Item>
      )}
    </>
  );
}
