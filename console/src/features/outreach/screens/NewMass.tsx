import { Button, Form } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { useLeaveCheck } from "@/ui/formSubmit";
import { PhonePreview } from "@/ui/PhonePreview";
import { useStaff } from "@/ui/StaffPicker";
import { audienceOf, bytesOf, type Connection, LONGEST_TEXT_BYTES, type MassValues } from "../model";
import { AudienceFields, useWays } from "../parts/AudienceFields";
import { Card } from "../parts/Card";
import { CheckPanel } from "../parts/CheckPanel";
import { Compose, type Titles, WithConnections } from "../parts/Composing";
import { useCards } from "../parts/going";
import { ContentFields, WhenFields } from "../parts/MassFields";
import { useSending } from "../parts/sending";
import { useCheck } from "../queries";

/** Writes a mass message, and says what would become of it before it is sent. */
export default function NewMass() {
  const t = useText();
  const mayWrite = useMay()("messages.write");
  const ways = useWays();
  const page = {
    title: t("outreach:form.title"),
    back: { to: "/mass-messages", label: t("outreach:title") },
  };
  return (
    <WithConnections page={page} allowed={mayWrite && ways.length > 0}>
      {(connections) => <NewMassForm page={page} connections={connections} />}
    </WithConnections>
  );
}

function NewMassForm({ page, connections }: { page: Titles; connections: Connection[] }) {
  const t = useText();
  const ways = useWays();
  const [form] = Form.useForm<MassValues>();
  const [dirty, setDirty] = useState(false);
  const values = Form.useWatch([], form) ?? ({} as MassValues);
  const only = connections.length === 1 ? connections[0] : undefined;
  const connection = connections.find((one) => one.id === values.connection_id) ?? only;
  const audience = connection && values.audience ? audienceOf(values) : null;
  const check = useCheck(connection?.id, audience);
  const { busy, refusal, send } = useSending(form, connection);
  useLeaveCheck(dirty && !busy, () => {});
  const attachments = values.attachments ?? [];
  const text = values.text ?? "";
  const content = !!(text.trim() || attachments.length) && bytesOf(text) <= LONGEST_TEXT_BYTES;
  const ready = content && !!audience && !check.isFetching && (check.data?.reached ?? 0) > 0;
  return (
    <Compose<MassValues>
      page={page}
      action={
        <Button type="primary" loading={busy} disabled={!ready} onClick={() => send(check.data)}>
          {t(values.send_at ? "outreach:form.plan" : "outreach:form.send")}
        </Button>
      }
      refusal={refusal}
      form={form}
      initial={{ audience: ways[0], text: "", attachments: [], allow_select: false }}
      onChange={() => setDirty(true)}
      side={
        <>
          <CheckPanel
            audience={values.audience ?? "segment"}
            chosen={audience !== null}
            check={check}
            content={content}
          />
          <Preview values={values} connection={connection} />
        </>
      }
    >
      <Card title={t("outreach:form.whom")}>
        <AudienceFields form={form} connections={connections} connection={connection} />
      </Card>
      <Card title={t("outreach:form.what")}>
        <ContentFields />
      </Card>
      <Card title={t("outreach:form.when")}>
        <WhenFields />
      </Card>
    </Compose>
  );
}

function Preview({ values, connection }: { values: MassValues; connection: Connection | undefined }) {
  const t = useText();
  const ids = values.audience === "staff" ? (values.staff_ids ?? []) : [];
  const staff = useStaff({ account: connection?.account, active: true, serves: true });
  const name = staff.data?.items.find((one) => one.id === ids[0])?.name ?? t("outreach:form.someStaff");
  const cards = useCards(values.attachments ?? []);
  return (
    <Card title={t("outreach:form.preview")}>
      <div className="hy-outreach-phone">
        <PhonePreview from={name} text={values.text ?? ""} cards={cards} />
      </div>
    </Card>
  );
}
