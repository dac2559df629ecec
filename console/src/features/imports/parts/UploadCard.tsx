import { InboxOutlined } from "@ant-design/icons";
import { Alert, Button, Segmented, Spin, Upload } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { KINDS, type Kind } from "../model";
import { useUpload } from "../queries";
import { saveExample } from "./example";
import "./imports.css";

const ACCEPTED = ".csv,.txt,.tsv,.xlsx";

/** Hands a file to the server, which looks at it; nothing is imported yet. */
export function UploadCard() {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const upload = useUpload();
  const [kind, setKind] = useState<Kind>("orders");
  const send = (file: File) =>
    upload.mutate({ file, kind }, { onSuccess: (run) => void navigate(`/imports/${run.id}`) });
  const kindName = t(`imports:kinds.${kind}`);
  return (
    <section className="hy-card hy-upload" aria-label={t("imports:upload.title")}>
      <div className="hy-upload-head">
        <Segmented<Kind>
          value={kind}
          onChange={setKind}
          disabled={upload.isPending}
          options={KINDS.map((value) => ({ value, label: t(`imports:kinds.${value}`) }))}
        />
        <span className="hy-quiet">{t(`imports:upload.holds.${kind}`)}</span>
        <Button
          type="link"
          size="small"
          onClick={() => saveExample(kind, t("imports:upload.exampleName", { kind: kindName }))}
        >
          {t("imports:upload.example")}
        </Button>
      </div>
      {upload.isError && (
        <Alert type="error" showIcon title={asRefusal(upload.error).text(language)} closable />
      )}
      <Upload.Dragger
        accept={ACCEPTED}
        showUploadList={false}
        disabled={upload.isPending}
        beforeUpload={(file) => {
          send(file);
          return false;
        }}
      >
        {upload.isPending ? (
          <div className="hy-upload-busy" role="status">
            <Spin />
            <span>{t("imports:upload.busy", { name: upload.variables?.file.name ?? "" })}</span>
          </div>
        ) : (
          <>
            <p className="hy-upload-icon" aria-hidden>
              <InboxOutlined />
            </p>
            <p>{t("imports:upload.drag", { kind: kindName })}</p>
            <p className="hy-quiet">{t("imports:upload.formats")}</p>
          </>
        )}
      </Upload.Dragger>
    </section>
  );
}
