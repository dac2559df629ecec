import { Alert, Button, Divider, Space } from "antd";
import { useText } from "@/i18n";
import { useWecomLogins } from "./session";

const PROBLEMS = ["login_stale", "login_stranger", "login_not_allowed"] as const;

/** Why the way back from WeCom ended here: `?problem=wecom.login_stale`. */
export function WecomProblem({ code }: { code: string | null }) {
  const t = useText();
  if (!code) return null;
  const known = PROBLEMS.find((name) => code === `wecom.${name}`);
  return (
    <Alert
      type="error"
      showIcon
      title={t(`app:login.wecom.${known ?? "other"}`)}
      style={{ marginBottom: 16 }}
    />
  );
}

/** One button for each corp whose staff may come in with their WeCom account. */
export function WecomLogin({ next }: { next: string }) {
  const t = useText();
  const ways = useWecomLogins().data?.items ?? [];
  if (!ways.length) return null;
  return (
    <>
      <Divider plain>{t("app:login.wecom.or")}</Divider>
      <Space orientation="vertical" style={{ width: "100%" }}>
        {ways.map((way) => (
          <Button
            key={way.connection_id}
            size="large"
            block
            href={`/api/session/wecom/start?connection_id=${way.connection_id}&next=${encodeURIComponent(next)}`}
          >
            {ways.length > 1 ? t("app:login.wecom.enterOf", { name: way.name }) : t("app:login.wecom.enter")}
          </Button>
        ))}
      </Space>
    </>
  );
}
