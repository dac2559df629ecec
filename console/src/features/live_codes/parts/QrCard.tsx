import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Spin } from "antd";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { CopyBlock } from "@/ui/CopyBlock";
import type { LiveCode } from "../model";
import { qrAddress, savePicture } from "./qr";
import "./live-code.css";

/** The picture itself, and ways to take it away. */
export function QrCard({ code }: { code: LiveCode }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const take = () =>
    void savePicture(qrAddress(code.id), code.name).catch((error) => message.error(asRefusal(error).text(language)));
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("live_codes:qr.title")}</h2>
      </div>
      <div className="hy-card-body hy-qr">
        {code.url ? (
          <>
            <div className="hy-qr-picture">
              <img src={qrAddress(code.id)} alt={t("live_codes:qr.alt", { name: code.name })} />
            </div>
            <div className="hy-qr-actions">
              <Button icon={<DownloadOutlined />} onClick={take}>
                {t("live_codes:qr.save")}
              </Button>
            </div>
            <small className="hy-quiet">
              {t(code.status === "archived" ? "live_codes:qr.archived" : "live_codes:qr.hint")}
            </small>
            <CopyBlock label={t("live_codes:qr.link")} text={code.url} />
          </>
        ) : (
          <div className="hy-qr-picture hy-qr-wait">
            {code.status === "draft" ? (
              <div className="hy-stack">
                <Spin />
                {t("live_codes:qr.wait")}
              </div>
            ) : (
              t("live_codes:qr.none")
            )}
          </div>
        )}
      </div>
    </section>
  );
}
