import { LoadingOutlined } from "@ant-design/icons";
import { Tag } from "antd";
import { useText } from "@/i18n";
import type { Status } from "../model";

const TONES: Record<Status, string | undefined> = {
  active: "success",
  draft: "processing",
  failed: "error",
  archived: undefined,
};

export function CodeStatus({ status }: { status: Status }) {
  const t = useText();
  return (
    <Tag variant="filled" color={TONES[status]} icon={status === "draft" ? <LoadingOutlined /> : undefined}>
      {t(`live_codes:statuses.${status}`)}
    </Tag>
  );
}
