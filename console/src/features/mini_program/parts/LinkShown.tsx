import { DownloadOutlined } from "@ant-design/icons";
import { Button, Modal } from "antd";
import { useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import { When } from "@/ui/When";
import type { Link } from "../model";
import "./mini-program.css";

/** A link to copy or a code to take away. */
export function LinkShown({ link, onClose }: { link: Link | null; onClose: () => void }) {
  const t = useText();
  return (
    <Modal open={link !== null} title={link?.name} footer={null} onCancel={onClose} destroyOnHidden>
      {link && (
        <div className="hy-stack">
          {link.image_url && <Picture link={link} address={link.image_url} />}
          {link.url && <CopyBlock label={t(`mini_program:links.kinds.${link.kind}`)} text={link.url} />}
          <span className="hy-quiet">
            {link.expires_at ? (
              <>
                {t("mini_program:links.until")} <When at={link.expires_at} exact />
              </>
            ) : (
              t("mini_program:links.lasting")
            )}
          </span>
        </div>
      )}
    </Modal>
  );
}

function Picture({ link, address }: { link: Link; address: string }) {
  const t = useText();
  return (
    <div className="hy-mini-code">
      <img src={address} alt={t("mini_program:links.alt", { name: link.name })} />
      <Button icon={<DownloadOutlined />} href={address} download={link.name}>
        {t("mini_program:links.download")}
      </Button>
    </div>
  );
}
