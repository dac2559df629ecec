import { Alert, Modal } from "antd";
import { useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";

export interface LoginLink {
  name: string;
  token: string;
}

/** A way in for someone who has no password yet or forgot it. */
export function LoginLinkOnce({ link, onClose }: { link: LoginLink | null; onClose: () => void }) {
  const t = useText();
  const address = link && `${window.location.origin}/login?token=${encodeURIComponent(link.token)}`;
  return (
    <Modal
      destroyOnHidden
      open={link !== null}
      title={t("settings:users.linkMade", { name: link?.name ?? "" })}
      onOk={onClose}
      onCancel={onClose}
      okText={t("ui:close")}
      cancelButtonProps={{ style: { display: "none" } }}
    >
      <div className="hy-stack">
        <Alert type="warning" showIcon title={t("settings:users.linkOnce")} />
        {address && <CopyBlock label={t("settings:users.linkText")} text={address} />}
      </div>
    </Modal>
  );
}
