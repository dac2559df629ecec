import { Alert, Modal } from "antd";
import { useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";

export interface FreshKey {
  name: string;
  kind: "write" | "api";
  secret: string;
}

/** What to paste into a page: the tracker, told where to send and with which key. */
function trackerSnippet(secret: string): string {
  const home = window.location.origin;
  return [
    "<script>",
    "  window.huayuan = window.huayuan || [];",
    `  huayuan.push(["init", { key: "${secret}", url: "${home}" }]);`,
    "</script>",
    `<script async src="${home}/sdk/huayuan.js"></script>`,
  ].join("\n");
}

function apiExample(secret: string): string {
  return `curl ${window.location.origin}/api/customers \\\n  -H "Authorization: Bearer ${secret}"`;
}

/** The one time a secret is seen. Only a fingerprint of it is kept, so closing this is for good. */
export function KeyOnce({ fresh, onClose }: { fresh: FreshKey | null; onClose: () => void }) {
  const t = useText();
  return (
    <Modal
      destroyOnHidden
      open={fresh !== null}
      title={t("settings:keys.made", { name: fresh?.name ?? "" })}
      onOk={onClose}
      onCancel={onClose}
      okText={t("settings:keys.kept")}
      cancelButtonProps={{ style: { display: "none" } }}
      mask={{ closable: false }}
      keyboard={false}
      width={640}
    >
      {fresh && (
        <div className="hy-stack">
          <Alert type="warning" showIcon title={t("settings:keys.once")} />
          <CopyBlock label={t("settings:keys.secret")} text={fresh.secret} />
          {fresh.kind === "write" ? (
            <CopyBlock label={t("settings:keys.snippet")} text={trackerSnippet(fresh.secret)} />
          ) : (
            <CopyBlock label={t("settings:keys.curl")} text={apiExample(fresh.secret)} />
          )}
        </div>
      )}
    </Modal>
  );
}
