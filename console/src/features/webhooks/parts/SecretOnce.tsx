import { Alert, Modal } from "antd";
import { useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";

export interface FreshSecret {
  name: string;
  url: string;
  secret: string;
}

/** How to send a first request from a shell, signed. */
export function example(url: string, secret: string): string {
  return [
    `SECRET='${secret}'`,
    "BODY='{}'",
    "T=$(date +%s)",
    `SIGN=$(printf '%s.%s' "$T" "$BODY" | openssl dgst -sha256 -hmac "$SECRET" -hex | sed 's/^.* //')`,
    `curl ${url} \\`,
    '  -H "Content-Type: application/json" \\',
    '  -H "X-Huayuan-Timestamp: $T" \\',
    '  -H "X-Huayuan-Signature: sha256=$SIGN" \\',
    '  --data-binary "$BODY"',
  ].join("\n");
}

/** The one time a secret is seen. */
export function SecretOnce({ fresh, onClose }: { fresh: FreshSecret | null; onClose: () => void }) {
  const t = useText();
  return (
    <Modal
      destroyOnHidden
      open={fresh !== null}
      title={t("webhooks:secret.made", { name: fresh?.name ?? "" })}
      onOk={onClose}
      onCancel={onClose}
      okText={t("webhooks:secret.kept")}
      cancelButtonProps={{ style: { display: "none" } }}
      mask={{ closable: false }}
      keyboard={false}
      width={640}
    >
      {fresh && (
        <div className="hy-stack">
          <Alert type="warning" showIcon title={t("webhooks:secret.once")} />
          <CopyBlock label={t("webhooks:url")} text={fresh.url} />
          <CopyBlock label={t("webhooks:secret.name")} text={fresh.secret} />
          <CopyBlock label={t("webhooks:secret.example")} text={example(fresh.url, fresh.secret)} />
        </div>
      )}
    </Modal>
  );
}
