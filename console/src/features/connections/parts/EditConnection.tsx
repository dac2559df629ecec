import { Button, Form, Input, Tooltip } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import type { Connection, Kind } from "../model";
import { useChangeConnection } from "../queries";
import { KindField, pathOf } from "./KindFields";

interface Values {
  name: string;
  api_url: string;
  settings?: { [name: string]: string };
}

/** Name, address and plain settings; secrets have their own place. */
export function EditConnection({ connection, kind }: { connection: Connection; kind: Kind }) {
  const t = useText();
  const mayWrite = useMay()("connections.write");
  const [open, setOpen] = useState(false);
  const change = useChangeConnection(connection.id);
  const send = ({ api_url, ...values }: Values) =>
    change.mutateAsync({
      ...values,
      untried: false,
      // A changed address begins anew with the platform, so it is sent only when it is another.
      ...(api_url && api_url !== connection.api_url ? { api_url } : {}),
    });
  return (
    <>
      <Tooltip title={mayWrite ? undefined : t("connections:mayNot")}>
        <Button disabled={!mayWrite} onClick={() => setOpen(true)}>
          {t("connections:edit.do")}
        </Button>
      </Tooltip>
      <FormDrawer<Values>
        open={open}
        title={t("connections:edit.title")}
        initial={{
          name: connection.name,
          api_url: connection.api_url,
          settings: connection.settings as Values["settings"],
        }}
        onSubmit={send}
        onClose={() => setOpen(false)}
        savedText={t("connections:edit.saved")}
      >
        <Form.Item
          name="name"
          label={t("connections:edit.name")}
          rules={[{ required: true, message: t("connections:needed") }]}
        >
          <Input maxLength={120} />
        </Form.Item>
        {kind.fields
          .filter((field) => !field.secret)
          .map((field) => (
            <KindField key={field.name} field={field} path={pathOf(field, kind)} />
          ))}
        <Form.Item name="api_url" label={t("connections:edit.api")} extra={t("connections:wizard.apiWhere")}>
          <Input inputMode="url" autoComplete="off" placeholder={kind.default_api_url} />
        </Form.Item>
      </FormDrawer>
    </>
  );
}
