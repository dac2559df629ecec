import { LoadingOutlined } from "@ant-design/icons";
import { useText } from "@/i18n";

/** Everybody is being placed again; the numbers move until that is done. */
export function Recounting() {
  const t = useText();
  return (
    <small className="hy-quiet hy-board-asof" aria-live="polite">
      <LoadingOutlined aria-hidden /> {t("boards:counting")}
    </small>
  );
}
