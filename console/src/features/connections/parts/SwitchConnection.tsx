import { App, Button } from "antd";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import type { Connection } from "../model";
import { useSwitchConnection } from "../queries";

/** For a connection that is used no longer, or must rest: its customers and records stay. */
export function SwitchConnection({ connection }: { connection: Connection }) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const turn = useSwitchConnection(connection.id);
  const mayWrite = useMay()("connections.write");
  if (!mayWrite) return null;
  const off = Boolean(connection.switched_off_at);
  const set = (on: boolean) =>
    turn.mutateAsync(on).then(
      () => void message.success(t(`connections:switch.${on ? "switchedOn" : "switchedOff"}`)),
      (error) => void message.error(asRefusal(error).text(language)),
    );
  const ask = () =>
    modal.confirm({
      title: t("connections:switch.ask", { name: connection.name }),
      content: t("connections:switch.why"),
      okText: t("connections:switch.off"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () => set(false),
    });
  return (
    <Button loading={turn.isPending} onClick={() => (off ? void set(true) : ask())}>
      {t(off ? "connections:switch.on" : "connections:switch.off")}
    </Button>
  );
}
