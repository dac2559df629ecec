import { Tooltip } from "antd";
import { useText } from "@/i18n";
import type { LiveCode } from "../model";

const NAMED = 2;

/** Who answers a scan, in few words. */
export function StaffBehind({ code: { rotation, staff } }: { code: LiveCode }) {
  const t = useText();
  if (rotation === "all") return <>{t("live_codes:everyone")}</>;
  if (!staff.length) return <span className="hy-quiet">—</span>;
  const all = staff.map((one) => one.name).join(t("live_codes:comma"));
  if (staff.length <= NAMED + 1) return <>{all}</>;
  const some = staff
    .slice(0, NAMED)
    .map((one) => one.name)
    .join(t("live_codes:comma"));
  return (
    <Tooltip title={all}>
      <span>{t("live_codes:andOthers", { some, n: staff.length })}</span>
    </Tooltip>
  );
}
