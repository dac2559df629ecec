import { App, Button, Form, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { AttachmentsField } from "@/ui/AttachmentsField";
import type { Attachment } from "@/ui/attachments";
import { useLeaveCheck, useSubmit } from "@/ui/formSubmit";
import { useStaff } from "@/ui/StaffPicker";
import { type Connection, kindsLeft, LONGEST_MOMENT_CHARACTERS, toSend } from "../model";
import { ConnectionField, SeveralStaff } from "../parts/AudienceFields";
import { Card } from "../parts/Card";
import { Line } from "../parts/CheckPanel";
import { Compose, type Titles, WithConnections } from "../parts/Composing";
import { useAttachmentRules, useKindsAllowed } from "../parts/going";
import { MomentPhone } from "../parts/MomentPhone";
import { useKey } from "../parts/sending";
import { TextField } from "../parts/TextField";
import { usePublish, useTags } from "../queries";

interface Values {
  connection_id?: number;
  staff_ids: number[];
  tag_ids: number[];
  text: string;
  attachments: Attachment[];
}

const lengthOf = (text: string) => [...text].length;

export default function NewMoment() {
  const t = useText();
  const may = useMay();
  const page = {
    title: t("outreach:moments.new"),
    back: { to: "/moments", label: t("outreach:moments.title") },
  };
  return (
    <WithConnections page={page} allowed={may("messages.write") && may("stores.read")}>
      {(connections) => <NewMomentForm page={page} connections={connections} />}
    </WithConnections>
  );
}

function NewMomentForm({ page, connections }: { page: Titles; connections: Connection[] }) {
  const t = useText();
  const [form] = Form.useForm<Values>();
  const [dirty, setDirty] = useState(false);
  const values = Form.useWatch([], form) ?? ({} as Values);
  const only = connections.length === 1 ? connections[0] : undefined;
  const connection = connections.find((one) => one.id === values.connection_id) ?? only;
  const staff = useStaff({ account: connection?.account, active: true, serves: true }, !!connection);
  const { busy, refusal, publish } = usePublishing(form, connection);
  useLeaveCheck(dirty && !busy, () => {});
  const { staff_ids: chosen = [], text = "", attachments = [] } = values;
  const content = !!(text.trim() || attachments.length) && lengthOf(text) <= LONGEST_MOMENT_CHARACTERS;
  const first = staff.data?.items.find((one) => one.id === chosen[0])?.name;
  return (
    <Compose<Values>
      page={page}
      action={
        <Button type="primary" loading={busy} disabled={!content || !chosen.length} onClick={publish}>
          {t("outreach:moments.publish")}
        </Button>
      }
      refusal={refusal}
      form={form}
      initial={{ staff_ids: [], tag_ids: [], text: "", attachments: [] }}
      onChange={() => setDirty(true)}
      side={
        <>
          <Card title={t("outreach:check.title")}>
            <ul className="hy-check-list">
              <Line is={chosen.length ? "good" : "open"}>
                {t(`outreach:moments.${chosen.length ? "checkStaff" : "checkNobody"}`, { n: chosen.length })}
              </Line>
              <Line is={content ? "good" : "open"}>
                {t(`outreach:check.${content ? "content" : "noContent"}`)}
              </Line>
              <Line is="note">{t("outreach:moments.checkTap")}</Line>
            </ul>
          </Card>
          <Card title={t("outreach:form.preview")}>
            <div className="hy-outreach-phone">
              <MomentPhone
                from={first ?? t("outreach:form.someStaff")}
                text={text}
                attachments={attachments}
              />
            </div>
          </Card>
        </>
      }
    >
      <Card title={t("outreach:moments.who")}>
        {connections.length > 1 && <ConnectionField connections={connections} />}
        <Form.Item
          name="staff_ids"
          label={t("outreach:moments.staff")}
          rules={[{ required: true, message: t("outreach:needed") }]}
        >
          <SeveralStaff account={connection?.account} />
        </Form.Item>
        <TagsItem />
      </Card>
      <Card title={t("outreach:form.what")}>
        <ContentItems />
      </Card>
    </Compose>
  );
}

function TagsItem() {
  const t = useText();
  const may = useMay()("tags.read");
  const tags = useTags(may).data?.items ?? [];
  if (!may) return null;
  return (
    <Form.Item name="tag_ids" label={t("outreach:moments.tags")} extra={t("outreach:moments.tagsHint")}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: "label" }}
        placeholder={t("outreach:moments.everybody")}
        options={tags.map((tag) => ({ value: tag.id, label: `${tag.name} · ${tag.group}` }))}
      />
    </Form.Item>
  );
}

function ContentItems() {
  const t = useText();
  const allowed = useKindsAllowed();
  const left = allowed(kindsLeft(Form.useWatch<Attachment[]>("attachments") ?? []));
  const fits = (_: unknown, text = "") =>
    lengthOf(text) <= LONGEST_MOMENT_CHARACTERS
      ? Promise.resolve()
      : Promise.reject(new Error(t("outreach:size.over", { most: LONGEST_MOMENT_CHARACTERS })));
  return (
    <>
      <Form.Item name="text" label={t("outreach:form.text")} rules={[{ validator: fits }]}>
        <TextField
          placeholder={t("outreach:moments.textExample")}
          size={lengthOf}
          most={LONGEST_MOMENT_CHARACTERS}
          unit="characters"
        />
      </Form.Item>
      <Form.Item
        name="attachments"
        label={t("outreach:attachments.label")}
        extra={t("outreach:moments.attachmentsHint")}
        rules={useAttachmentRules(true)}
      >
        <AttachmentsField kinds={left} most={9} pictured />
      </Form.Item>
    </>
  );
}

/** Asks once more, and then has staff publish it. */
function usePublishing(form: ReturnType<typeof Form.useForm<Values>>[0], connection: Connection | undefined) {
  const t = useText();
  const { modal, message } = App.useApp();
  const navigate = useNavigate();
  const publishing = usePublish();
  const key = useKey();
  const { busy, refusal, submit } = useSubmit<Values>(form, async (values) => {
    const made = await publishing.mutateAsync({
      key,
      connection_id: connection?.id ?? null,
      text: values.text.trim(),
      attachments: toSend(values.attachments),
      staff_ids: values.staff_ids,
      tag_ids: values.tag_ids ?? [],
    });
    message.success(t("outreach:moments.published"));
    void navigate(`/moments/${made.id}`);
  });
  const publish = () =>
    void form.validateFields().then(
      (values) => {
        modal.confirm({
          title: t("outreach:moments.ask", { n: values.staff_ids.length }),
          content: t("outreach:moments.askWhy"),
          okText: t("outreach:moments.publish"),
          cancelText: t("ui:cancel"),
          onOk: () => submit(values),
        });
      },
      () => {},
    );
  return { busy, refusal, publish };
}
