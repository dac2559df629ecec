import { useQueryClient } from "@tanstack/react-query";
import { Modal } from "antd";
import { useText } from "@/i18n";
import { LoginForm } from "./LoginForm";
import { useSession, useSessionEnded } from "./session";

/** The session ran out in the middle of the work: log in over the page, so that nothing typed is lost. */
export default function LoginAgain() {
  const t = useText();
  const queries = useQueryClient();
  const [ended, setEnded] = useSessionEnded();
  const login = useSession()?.user.login;
  return (
    <Modal
      open={ended}
      title={t("app:login.again")}
      footer={null}
      closable={false}
      width={400}
      destroyOnHidden
    >
      <p className="hy-gate-lead">{t("app:login.againWhy")}</p>
      <LoginForm
        login={login}
        onDone={() => {
          setEnded(false);
          void queries.invalidateQueries();
        }}
      />
    </Modal>
  );
}
