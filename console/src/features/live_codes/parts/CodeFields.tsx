import { Form, type FormInstance, Input, Radio, Select } from "antd";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { AttachmentsField } from "@/ui/AttachmentsField";
import { type Attachment, firstIncomplete } from "@/ui/attachments";
import { type CodeValues, type LiveCode, ROTATIONS } from "../model";
import { type Connection, useStaffOf, useTags, useVariables } from "../queries";
import { WelcomeField } from "./WelcomeField";
import { bytesOf, LONGEST_WELCOME_BYTES, MOST_STAFF, unknownVariables } from "./welcome";
import "./live-code.css";

interface Props {
  form: FormInstance<CodeValues>;
  code: LiveCode | null;
  connections: Connection[];
}

export function CodeFields({ form, code, connections }: Props) {
  const t = useText();
  const may = useMay();
  const rotation = Form.useWatch("rotation", form);
  const needed = [{ required: true, message: t("live_codes:form.needed") }];
  const worn = new Set(code?.tags.map((tag) => tag.id));
  // An archived tag is given to nobody any more; one that the code has stays in sight until it is taken off.
  const tags = (useTags(may("tags.read")).data?.items ?? []).filter(
    (tag) => tag.status === "active" || worn.has(tag.id),
  );
  // One whose connection is switched off is not among them, and keeps it.
  const showsCorp = code
    ? connections.length > 1 && connections.some(({ id }) => id === code.connection_id)
    : connections.length !== 1;
  return (
    <>
      <Form.Item
        name="name"
        label={t("live_codes:name")}
        rules={needed}
        extra={t("live_codes:form.nameHint")}
      >
        <Input maxLength={60} placeholder={t("live_codes:form.nameExample")} />
      </Form.Item>
      <Form.Item
        name="channel"
        label={t("live_codes:channel")}
        rules={needed}
        extra={t("live_codes:form.channelHint")}
      >
        <Input maxLength={60} placeholder={t("live_codes:form.channelExample")} />
      </Form.Item>
      {showsCorp && (
        <Form.Item name="connection_id" label={t("live_codes:form.connection")} rules={needed}>
          <Select
            disabled={!!code}
            options={connections.map((one) => ({ value: one.id, label: one.name }))}
            notFoundContent={t("live_codes:form.noConnection")}
          />
        </Form.Item>
      )}
      <Form.Item name="rotation" label={t("live_codes:form.rotation")} rules={needed}>
        <RotationField
          fixed={code?.url ? code.rotation : null}
          onPick={() => form.setFieldValue("staff_ids", [])}
        />
      </Form.Item>
      {rotation !== "all" && <StaffField form={form} code={code} connections={connections} />}
      {may("tags.read") && (
        <Form.Item name="tag_ids" label={t("live_codes:tags")} extra={t("live_codes:form.tagsHint")}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            options={tags.map((tag) => ({ value: tag.id, label: `${tag.name} · ${tag.group}` }))}
          />
        </Form.Item>
      )}
      <WelcomeItem />
      <AttachmentsItem />
    </>
  );
}

function StaffField({ form, code, connections }: Props) {
  const t = useText();
  const rotation = Form.useWatch("rotation", form);
  const chosen = Form.useWatch("connection_id", form) ?? code?.connection_id;
  const connection =
    connections.find((one) => one.id === chosen) ?? (connections.length === 1 ? connections[0] : undefined);
  const staff = useStaffOf(connection?.account);
  const one = rotation === "single";
  return (
    <Form.Item
      name="staff_ids"
      label={t("live_codes:staff")}
      rules={[{ required: true, message: t(one ? "live_codes:form.staffOne" : "live_codes:form.staffSome") }]}
      // One member of staff is a number to the picker and a list of one to the server.
      getValueProps={(value: number[] | undefined) => ({ value: one ? value?.[0] : value })}
      normalize={(value: number | number[] | undefined) => (value === undefined ? [] : [value].flat())}
    >
      <Select
        mode={one ? undefined : "multiple"}
        maxCount={one ? undefined : MOST_STAFF}
        loading={staff.isPending}
        showSearch={{ optionFilterProp: "label" }}
        placeholder={t("live_codes:form.staffPick")}
        options={(staff.data?.items ?? []).map((member) => ({
          value: member.id,
          label: member.store_name ? `${member.name} · ${member.store_name}` : member.name,
        }))}
      />
    </Form.Item>
  );
}

function WelcomeItem() {
  const t = useText();
  const known = useVariables().data?.items.map((variable) => variable.name);
  const check = (_: unknown, text = "") => {
    const unknown = known ? unknownVariables(text, known) : [];
    if (unknown.length) {
      const names = unknown.map((name) => `{${name}}`).join(" ");
      return Promise.reject(new Error(t("live_codes:form.unknownVariable", { names })));
    }
    const size = bytesOf(text);
    if (size <= LONGEST_WELCOME_BYTES) return Promise.resolve();
    return Promise.reject(new Error(t("live_codes:form.tooLong", { size, limit: LONGEST_WELCOME_BYTES })));
  };
  return (
    <Form.Item
      name="welcome_text"
      label={t("live_codes:welcome")}
      extra={t("live_codes:form.welcomeHint")}
      rules={[{ validator: check }]}
    >
      <WelcomeField />
    </Form.Item>
  );
}

function AttachmentsItem() {
  const t = useText();
  const check = (_: unknown, all: Attachment[] = []) => {
    const n = firstIncomplete(all);
    return n ? Promise.reject(new Error(t("ui:attachments.incomplete", { n }))) : Promise.resolve();
  };
  return (
    <Form.Item
      name="welcome_attachments"
      label={t("live_codes:attachments")}
      extra={t("live_codes:form.attachmentsHint")}
      rules={[{ validator: check }]}
      validateTrigger="onSubmit"
    >
      <AttachmentsField />
    </Form.Item>
  );
}

interface RotationProps {
  value?: CodeValues["rotation"];
  onChange?: (value: CodeValues["rotation"]) => void;
  /** WeCom has issued the code: one person and several cannot be exchanged any more. */
  fixed: CodeValues["rotation"] | null;
  onPick: () => void;
}

function RotationField({ value, onChange, fixed, onPick }: RotationProps) {
  const t = useText();
  const closed = (one: CodeValues["rotation"]) =>
    fixed !== null && (fixed === "single") !== (one === "single");
  return (
    <Radio.Group
      className="hy-rotations"
      value={value}
      onChange={(event) => {
        onPick();
        onChange?.(event.target.value as CodeValues["rotation"]);
      }}
    >
      {ROTATIONS.map((one) => (
        <Radio key={one} value={one} disabled={closed(one)}>
          {t(`live_codes:rotations.${one}`)}
          <small>{t(closed(one) ? "live_codes:form.rotationFixed" : `live_codes:rotationWhy.${one}`)}</small>
        </Radio>
      ))}
    </Radio.Group>
  );
}
