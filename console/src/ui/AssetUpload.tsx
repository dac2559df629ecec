import { FileOutlined, UploadOutlined } from "@ant-design/icons";
import { Button, Upload } from "antd";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { useAssets, useUploadAsset } from "./assets";
import { ACCEPTED, type AssetKind } from "./attachments";

interface Props {
  kind: AssetKind;
  value?: number;
  onChange: (id: number) => void;
}

/** One upload for a message: sent at once, shown, and exchanged. */
export function AssetUpload({ kind, value, onChange }: Props) {
  const t = useText();
  const language = useLanguage();
  const upload = useUploadAsset(kind);
  const name = useAssets().find(({ id }) => id === value)?.name;
  return (
    <div className="hy-attach-asset">
      {value !== undefined && kind === "image" && (
        <img src={`/api/wecom/media/${value}/content`} alt={name ?? t("ui:attachments.picture")} />
      )}
      {value !== undefined && kind !== "image" && (
        <span className="hy-attach-asset-name">
          <FileOutlined aria-hidden /> {name ?? t("ui:attachments.numbered", { id: value })}
        </span>
      )}
      <Upload
        accept={ACCEPTED[kind]}
        showUploadList={false}
        beforeUpload={(file) => {
          upload.mutate(file, { onSuccess: ({ id }) => onChange(id) });
          return false;
        }}
      >
        <Button size="small" icon={<UploadOutlined aria-hidden />} loading={upload.isPending}>
          {t(value === undefined ? `ui:attachments.upload.${kind}` : "ui:attachments.exchange")}
        </Button>
      </Upload>
      {upload.isError && (
        <small role="alert" className="hy-attach-asset-refused">
          {asRefusal(upload.error).text(language)}
        </small>
      )}
    </div>
  );
}
