import { UploadOutlined } from "@ant-design/icons";
import { Alert, Button, Upload } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { useUploadImage } from "../queries";

interface Props {
  account: number;
  /** The picture's number at the account. */
  value?: string;
  onChange?: (media_id: string) => void;
  /** The picture itself, for a preview. */
  onPicture?: (url: string) => void;
  id?: string;
}

/** A picture that becomes permanent material of the account. */
export function ImageField({ account, value, onChange, onPicture, id }: Props) {
  const t = useText();
  const language = useLanguage();
  const upload = useUploadImage(account);
  const [name, setName] = useState("");
  const take = async (file: File) => {
    const made = await upload.mutateAsync(file).catch(() => null);
    if (!made) return;
    setName(file.name);
    onPicture?.(URL.createObjectURL(file));
    onChange?.(made.media_id);
  };
  return (
    <div className="hy-oa-image">
      <Upload
        accept="image/jpeg,image/png"
        showUploadList={false}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <Button id={id} icon={<UploadOutlined />} loading={upload.isPending}>
          {t(value ? "official_account:upload.again" : "official_account:upload.pick")}
        </Button>
      </Upload>
      <small className="hy-quiet">
        {name
          ? t("official_account:upload.done", { name })
          : t(value ? "official_account:upload.kept" : "official_account:upload.hint")}
      </small>
      {upload.isError && <Alert type="error" showIcon title={asRefusal(upload.error).text(language)} />}
    </div>
  );
}
