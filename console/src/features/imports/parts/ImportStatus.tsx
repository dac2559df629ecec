import { Tag } from "antd";
import { useText } from "@/i18n";

const TONES: Record<string, string> = {
  ready: "warning",
  running: "processing",
  paused: "warning",
  done: "success",
  failed: "error",
};

export function ImportStatus({ status }: { status: string }) {
  const t = useText();
  return (
    <Tag variant="filled" color={TONES[status]}>
      {t(`imports:statuses.${status}`, { defaultValue: status })}
    </Tag>
  );
}
