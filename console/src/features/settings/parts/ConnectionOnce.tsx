import { Modal } from "antd";
import { useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import type { ConnectionMade } from "../model";

/** The three values to carry over into WeCom's admin; the secret two are seen only here. */
export function ConnectionOnce({ made, onClose }: { made: ConnectionMade | null; onClose: () => void }) {
  const t = useText();
  return (
    <Modal
      destroyOnHidden
      open={made !== null}
      title={t("settings:wecom.made")}
      onOk={onClose}
      onCancel={onClose}
      okText={t("settings:wecom.kept")}
      cancelButtonProps={{ style: { display: "none" } }}
      mask={{ closable: false }}
      keyboard={false}
      width={640}
    >
      {made && (
        <div className="hy-stack">
          <p style={{ margin: 0 }}>{t("settings:wecom.madeWhy")}</p>
          <CopyBlock label="URL" text={made.callback_url} />
          <CopyBlock label="Token" text={made.callback_token} />
          <CopyBlock label="EncodingAESKey" text={made.encoding_aes_key} />
        </div>
      )}
    </Modal>
  );
}
