import { App, Button } from "antd";
import { useNavigate } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import type { Connection } from "../model";
import { useRemoveConnection } from "../queries";

/** For a connection that never worked, such as one with a mistyped account. */
export function RemoveConnection({ connection }: { connection: Connection }) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const remove = useRemoveConnection(connection.id);
  const mayWrite = useMay()("connections.write");
  if (!mayWrite || connection.status === "ok" || connection.health.last_callback_at) return null;
  const ask = () =>
    modal.confirm({
      title: t("connections:remove.ask", { name: connection.name }),
      content: t("connections:remove.why"),
      okText: t("connections:remove.do"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        remove.mutateAsync().then(
          () => void navigate("/settings/connections", { replace: true }),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return <Button onClick={ask}>{t("connections:remove.do")}</Button>;
}
