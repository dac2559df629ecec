import { DownloadOutlined } from "@ant-design/icons";
import { Button, Drawer } from "antd";
import { useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import type { Code } from "../model";
import { qrAddress } from "../queries";

interface Props {
  account: number;
  code: Code | null;
  onClose: () => void;
}

/** The code itself, to be scanned from the screen or taken to print. */
export function CodeShown({ account, code, onClose }: Props) {
  const t = useText();
  const address = code ? qrAddress(account, code.id) : "";
  return (
    <Drawer
      open={code !== null}
      title={code?.name}
      size={400}
      styles={{ wrapper: { maxWidth: "100vw" } }}
      onClose={onClose}
      destroyOnHidden
    >
      {code && (
        <div className="hy-stack">
          <img className="hy-oa-qr" src={address} alt={t("official_account:codes.qr", { name: code.name })} />
          <Button icon={<DownloadOutlined />} href={address} download={`${code.name}.svg`} block>
            {t("official_account:codes.svg")}
          </Button>
          <small className="hy-quiet">{t("official_account:codes.svgHint")}</small>
          <CopyBlock label={t("official_account:codes.link")} text={code.url} />
        </div>
      )}
    </Drawer>
  );
}
