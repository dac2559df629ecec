import { Modal } from "antd";
import { useLabel, useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import { asBilingual, type Connection, type Field } from "../model";

interface Props {
  connection: Connection;
  fields: Field[];
  /** New callback secrets by field name; null shows nothing. */
  fresh: Record<string, string> | null;
  onClose: () => void;
}

/** New callback secrets to carry over to the platform; seen only here. */
export function SecretsOnce({ connection, fields, fresh, onClose }: Props) {
  const t = useText();
  const label = useLabel();
  return (
    <Modal
      destroyOnHidden
      open={fresh !== null}
      title={t("connections:secrets.tell")}
      okText={t("connections:secrets.kept")}
      cancelButtonProps={{ style: { display: "none" } }}
      mask={{ closable: false }}
      keyboard={false}
      onOk={onClose}
      onCancel={onClose}
    >
      <div className="hy-stack">
        <p className="hy-connection-hint">{t("connections:secrets.tellWhy")}</p>
        {connection.callback_url && <CopyBlock label="URL" text={connection.callback_url} />}
        {fields
          .filter(({ name }) => fresh?.[name])
          .map(({ name, label: named }) => (
            <CopyBlock key={name} label={label(asBilingual(named))} text={fresh?.[name] ?? ""} />
          ))}
      </div>
    </Modal>
  );
}
