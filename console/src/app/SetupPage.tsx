import { Alert, Button, Form, Input } from "antd";
import { Navigate, useNavigate } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { Gate } from "./Gate";
import type { SetupForm } from "./model";
import { PASSWORD_LENGTH, useSetup, useSetupState } from "./session";

/** The first minute of a new house: its name, and the person who looks after it. */
export default function SetupPage() {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const state = useSetupState(true);
  const setup = useSetup();
  if (state.data && !state.data.needed && !setup.isSuccess) return <Navigate to="/login" replace />;

  const begin = (form: Omit<SetupForm, "locale">) =>
    setup.mutate({ ...form, locale: language }, { onSuccess: () => void navigate("/", { replace: true }) });
  const needed = (key: string) => [{ required: true, whitespace: true, message: t(key) }];
  return (
    <Gate title={t("app:setup.title")} lead={t("app:setup.lead")}>
      {setup.error && (
        <Alert
          type="error"
          showIcon
          title={asRefusal(setup.error).text(language)}
          style={{ marginBottom: 16 }}
        />
      )}
      <Form layout="vertical" requiredMark={false} onFinish={begin}>
        <Form.Item
          name="organization"
          label={t("app:setup.organization")}
          rules={needed("app:setup.organizationNeeded")}
        >
          <Input autoFocus maxLength={80} placeholder={t("app:setup.organizationExample")} />
        </Form.Item>
        <Form.Item name="name" label={t("app:setup.name")} rules={needed("app:setup.nameNeeded")}>
          <Input autoComplete="name" maxLength={40} />
        </Form.Item>
        <Form.Item name="login" label={t("app:login.login")} rules={needed("app:login.loginNeeded")}>
          <Input autoComplete="username" maxLength={60} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("app:login.password")}
          extra={t("app:setup.passwordHint", { length: PASSWORD_LENGTH })}
          rules={[
            {
              required: true,
              min: PASSWORD_LENGTH,
              message: t("app:setup.passwordShort", { length: PASSWORD_LENGTH }),
            },
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={setup.isPending}>
          {t("app:setup.submit")}
        </Button>
      </Form>
    </Gate>
  );
}
