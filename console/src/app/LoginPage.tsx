import { Alert, Button, Form, Input, Spin } from "antd";
import { useEffect, useRef } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { Gate } from "./Gate";
import { useLogin, useLoginLink, useSessionQuery, useSetupState } from "./session";

/** Only an address of this console is followed after logging in. */
function nextPage(raw: string | null): string {
  return raw?.startsWith("/") && !raw.startsWith("//") ? raw : "/";
}

export default function LoginPage() {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const token = query.get("token");
  const next = nextPage(query.get("next"));
  const session = useSessionQuery();
  const setup = useSetupState(session.data === null);
  const login = useLogin();
  const link = useLoginLink();
  const linkUsed = useRef(false);

  const enterByLink = link.mutate;
  useEffect(() => {
    // A link works once: a second call, as React makes in development, would spend it for nothing.
    if (!token || linkUsed.current) return;
    linkUsed.current = true;
    enterByLink(token, { onSuccess: () => void navigate(next, { replace: true }) });
  }, [token, enterByLink, navigate, next]);

  if (session.data && !token) return <Navigate to={next} replace />;
  if (setup.data?.needed) return <Navigate to="/setup" replace />;
  if (token && !link.isError) {
    return (
      <Gate title={t("app:login.linkTitle")} lead={t("app:login.linkLead")}>
        <Spin />
      </Gate>
    );
  }
  const failure = login.error ?? link.error;
  return (
    <Gate title={t("app:login.title")} lead={setup.data?.organization || t("app:login.lead")}>
      {failure && (
        <Alert type="error" showIcon title={asRefusal(failure).text(language)} style={{ marginBottom: 16 }} />
      )}
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={(form) => login.mutate(form, { onSuccess: () => void navigate(next, { replace: true }) })}
      >
        <Form.Item
          name="login"
          label={t("app:login.login")}
          rules={[{ required: true, message: t("app:login.loginNeeded") }]}
        >
          <Input autoFocus autoComplete="username" size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("app:login.password")}
          rules={[{ required: true, message: t("app:login.passwordNeeded") }]}
        >
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={login.isPending}>
          {t("app:login.submit")}
        </Button>
      </Form>
    </Gate>
  );
}
