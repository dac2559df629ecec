import { useQuery } from "@tanstack/react-query";
import { Tooltip } from "antd";
import { answer, client } from "@/api/client";
import { useText } from "@/i18n";
import { When } from "@/ui/When";

/** So many commits behind is more than the usual moment. */
const LATE_COMMITS = 200;

/** Green: the numbers are up to date. Amber: they are not, and why. */
export function Freshness() {
  const t = useText();
  const { data, isError } = useQuery({
    queryKey: ["status"],
    queryFn: ({ signal }) => answer(client.GET("/api/status", { signal })),
    refetchInterval: 30_000,
  });
  if (!data && !isError) return null;
  const behind = Math.max(0, ...Object.values(data?.lag ?? {}));
  const empty = !isError && !data?.fresh_at;
  const late = isError || behind > LATE_COMMITS;
  const reason = isError
    ? t("app:fresh.unreachable")
    : empty
      ? t("app:fresh.empty")
      : late
        ? t("app:fresh.late")
        : t("app:fresh.good");
  return (
    <Tooltip title={reason} placement="bottomRight">
      <button type="button" className="hy-fresh" data-late={late} data-empty={empty} aria-label={reason}>
        <i aria-hidden />
        {data?.fresh_at ? (
          <span className="hy-fresh-text">
            {t("app:fresh.label")} <When at={data.fresh_at} plain />
          </span>
        ) : (
          <span className="hy-fresh-text">{t(isError ? "app:fresh.offline" : "app:fresh.none")}</span>
        )}
      </button>
    </Tooltip>
  );
}
