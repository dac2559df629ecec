import { Tag } from "antd";
import { useText } from "@/i18n";
import { colourOf, type Status } from "../model";

export function LinkState({ status }: { status: Status }) {
  const t = useText();
  return (
    <Tag variant="filled" color={colourOf(status)}>
      {t(`acquisition:statuses.${status}`)}
    </Tag>
  );
}
