import { DownloadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { asRefusal } from "@/api/refusal";
import { savePicture } from "@/features/live_codes/parts/qr";
import { useLanguage, useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import type { JoinWay } from "../model";
import "@/features/live_codes/parts/live-code.css";

/** The picture people scan to come into one of the groups, and ways to take it away. */
export function WayQr({ way }: { way: JoinWay }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const address = `/api/wecom/join-ways/${way.id}/qr`;
  const take = () =>
    void savePicture(address, way.name).catch((error) => message.error(asRefusal(error).text(language)));
  return (
    <section className="hy-card" aria-label={t("communities:way.qr")}>
      <div className="hy-card-head">
        <h2>{t("communities:way.qr")}</h2>
      </div>
      <div className="hy-card-body hy-qr">
        {way.url ? (
          <>
            <div className="hy-qr-picture">
              <img src={address} alt={t("communities:way.qrAlt", { name: way.name })} />
            </div>
            <div className="hy-qr-actions">
              <Button icon={<DownloadOutlined />} onClick={take}>
                {t("communities:way.qrSave")}
              </Button>
            </div>
            <small className="hy-quiet">{t("communities:way.qrHint")}</small>
            <CopyBlock label={t("communities:way.link")} text={way.url} />
          </>
        ) : (
          <div className="hy-qr-picture hy-qr-wait">{t("communities:way.qrNone")}</div>
        )}
      </div>
    </section>
  );
}
