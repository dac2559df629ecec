import { Tag } from "antd";
import { useText } from "@/i18n";

/** Everybody is being placed again; the numbers move until that is done. */
export function Recounting() {
  const t = useText();
  return (
    <Tag variant="filled" color="processing" className="hy-board-asof">
      {t("boards:counting")}
    </Tag>
  );
}
