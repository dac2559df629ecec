import type { FormInstance } from "antd";
import { Button, Checkbox, Form, Radio, Select } from "antd";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { SegmentPicker } from "@/ui/SegmentPicker";
import { StaffPicker, useStaff } from "@/ui/StaffPicker";
import { AUDIENCES, type AudienceKind, type Connection, type MassValues } from "../model";
import { useLivingGroups } from "../queries";
import "./outreach.css";

/** Ways of choosing people that this user may use. */
export function useWays(): AudienceKind[] {
  const may = useMay();
  const needed: Record<AudienceKind, string> = {
    segment: "segments.read",
    staff: "stores.read",
    groups: "communities.read",
  };
  return AUDIENCES.filter((way) => may(needed[way]));
}

interface Props {
  form: FormInstance<MassValues>;
  connections: Connection[];
  connection: Connection | undefined;
}

/** From which corp, and to whom. */
export function AudienceFields({ form, connections, connection }: Props) {
  const t = useText();
  const ways = useWays();
  const way = Form.useWatch("audience", form);
  const needed = [{ required: true, message: t("outreach:needed") }];
  return (
    <>
      {connections.length > 1 && <ConnectionField connections={connections} />}
      <Form.Item name="audience" label={t("outreach:form.audience")}>
        <Radio.Group className="hy-ways">
          {ways.map((one) => (
            <Radio key={one} value={one}>
              {t(`outreach:audiences.${one}`)}
              <small>{t(`outreach:audienceWhy.${one}`)}</small>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {way === "segment" && (
        <Form.Item name="segment_id" label={t("outreach:form.segment")} rules={needed}>
          <SegmentPicker />
        </Form.Item>
      )}
      {way === "staff" && (
        <Form.Item name="staff_ids" label={t("outreach:form.staff")} rules={needed}>
          <SeveralStaff account={connection?.account} />
        </Form.Item>
      )}
      {way === "groups" && (
        <Form.Item name="group_ids" label={t("outreach:form.groups")} rules={needed}>
          <GroupsField />
        </Form.Item>
      )}
      {way !== "groups" && (
        <Form.Item name="allow_select" valuePropName="checked" extra={t("outreach:form.selectHint")}>
          <Checkbox>{t("outreach:form.select")}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

export function ConnectionField({ connections }: { connections: Connection[] }) {
  const t = useText();
  return (
    <Form.Item
      name="connection_id"
      label={t("outreach:form.connection")}
      rules={[{ required: true, message: t("outreach:needed") }]}
    >
      <Select options={connections.map((one) => ({ value: one.id, label: one.name }))} />
    </Form.Item>
  );
}

interface FieldProps {
  value?: number[];
  onChange?: (ids: number[]) => void;
  id?: string;
}

/** Members who may contact customers, one by one or all at once. */
export function SeveralStaff({ account, value = [], onChange, id }: FieldProps & { account?: string }) {
  const t = useText();
  const wanted = { account, active: true, serves: true };
  const staff = useStaff(wanted).data?.items ?? [];
  const all = staff.length > 0 && value.length === staff.length;
  return (
    <div className="hy-staff-all">
      <StaffPicker {...wanted} {...{ maxTagCount: 12 }} id={id} multiple value={value} onChange={onChange} />
      <Button onClick={() => onChange?.(all ? [] : staff.map((one) => one.id))} disabled={!staff.length}>
        {all ? t("outreach:form.noStaff") : t("outreach:form.allStaff", { n: staff.length })}
      </Button>
    </div>
  );
}

function GroupsField({ value = [], onChange, id }: FieldProps) {
  const t = useText();
  const groups = useLivingGroups(true);
  return (
    <Select
      id={id}
      mode="multiple"
      value={value}
      onChange={onChange}
      loading={groups.isPending}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t("outreach:form.pickGroups")}
      notFoundContent={t(groups.isPending ? "ui:loading" : "outreach:form.noGroups")}
      options={(groups.data?.items ?? []).map((group) => ({
        value: group.id,
        label: [group.name || t("outreach:form.unnamedGroup"), group.owner?.name].filter(Boolean).join(" · "),
      }))}
    />
  );
}
