import { Alert, App, Button, Form, Input } from "antd";
import { useLanguage, useText } from "@/i18n";
import { useSubmit } from "@/ui/formSubmit";
import { PASSWORD_LENGTH } from "@/app/session";
import { useChangePassword } from "../queries";

interface Values {
  current?: string;
  next: string;
  again: string;
}

/** One's own password. Who came by a login link has none yet and sets the first. */
export function PasswordCard({ hasPassword }: { hasPassword: boolean }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const change = useChangePassword();
  const send = ({ current = "", next }: Values) => change.mutateAsync({ current, new: next });
  const { busy, refusal, submit } = useSubmit(form, send, {
    "access.password_mismatch": "current",
    "access.password_weak": "next",
  });
  const finish = async (values: Values) => {
    if (!(await submit(values))) return;
    form.resetFields();
    message.success(t("settings:account.changed"));
  };
  const needed = { required: true, message: t("settings:needed") };
  const long = { min: PASSWORD_LENGTH, message: t("settings:users.passwordShort", { n: PASSWORD_LENGTH }) };
  return (
    <section className="hy-card" aria-label={t("settings:account.password")}>
      <div className="hy-card-head">
        <h2>{t("settings:account.password")}</h2>
      </div>
      <div className="hy-card-body">
        {refusal && (
          <Alert type="error" showIcon title={refusal.text(language)} style={{ marginBottom: 16 }} />
        )}
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark={false}
          style={{ maxWidth: 360 }}
          onFinish={(values) => void finish(values)}
        >
          {hasPassword && (
            <Form.Item name="current" label={t("settings:account.current")} rules={[needed]}>
              <Input.Password autoComplete="current-password" />
            </Form.Item>
          )}
          <Form.Item name="next" label={t("settings:users.newPassword")} rules={[needed, long]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item
            name="again"
            label={t("settings:account.again")}
            dependencies={["next"]}
            rules={[
              needed,
              {
                validator: (_, value) =>
                  !value || value === form.getFieldValue("next")
                    ? Promise.resolve()
                    : Promise.reject(new Error(t("settings:account.differs"))),
              },
            ]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          <Form.Item extra={t("settings:account.ends")} style={{ marginBottom: 0 }}>
            <Button type="primary" htmlType="submit" loading={busy}>
              {t(hasPassword ? "settings:account.change" : "settings:account.set")}
            </Button>
          </Form.Item>
        </Form>
      </div>
    </section>
  );
}
