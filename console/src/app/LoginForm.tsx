import { Alert, Button, Form, Input } from "antd";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { useLogin } from "./session";

interface Props {
  onDone: () => void;
  /** Known already, when a session has run out. */
  login?: string;
  /** What else went wrong, such as a login link that is spent. */
  failure?: unknown;
}

export function LoginForm({ onDone, login, failure }: Props) {
  const t = useText();
  const language = useLanguage();
  const enter = useLogin();
  const failed = enter.error ?? failure;
  return (
    <>
      {!!failed && (
        <Alert type="error" showIcon title={asRefusal(failed).text(language)} style={{ marginBottom: 16 }} />
      )}
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={{ login }}
        onFinish={(form) => enter.mutate(form, { onSuccess: onDone })}
      >
        <Form.Item
          name="login"
          label={t("app:login.login")}
          rules={[{ required: true, message: t("app:login.loginNeeded") }]}
        >
          <Input autoFocus={!login} disabled={!!login} autoComplete="username" size="large" />
        </Form.Item>
        <Form.Item
          name="password"
          label={t("app:login.password")}
          rules={[{ required: true, message: t("app:login.passwordNeeded") }]}
        >
          <Input.Password autoFocus={!!login} autoComplete="current-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={enter.isPending}>
          {t("app:login.submit")}
        </Button>
      </Form>
    </>
  );
}
