import { Alert, App, Button, Drawer, Form, type FormInstance } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import type { Refusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { type FieldOfCode, useLeaveCheck, useSubmit } from "./formSubmit";
import "./form-drawer.css";

interface Props<Values> {
  open: boolean;
  title: string;
  /** What the form starts with each time it opens. */
  initial: Partial<Values>;
  /** Sends it. A refusal lands at its field when the server names one (`data.field`), else on top. */
  onSubmit: (values: Values) => Promise<unknown>;
  /** Asked once more before it is sent, such as before money is paid; false leads back to the form. */
  confirm?: (values: Values) => Promise<boolean>;
  onClose: () => void;
  /** The form's field for error codes that name none: `{"access.login_taken": "login"}`. */
  fields?: FieldOfCode;
  submitText?: string;
  /** Said after it was saved. */
  savedText?: string;
  width?: number;
  /** Beside the form, such as a phone preview fed by `Form.useWatch`. */
  aside?: ReactNode;
  form?: FormInstance<Values>;
  children: ReactNode;
}

const ASIDE_WIDTH = 340;

/** A form that keeps the page behind it in view, asks before throwing work away, and shows refusals where they belong. */
export function FormDrawer<Values extends object>(props: Props<Values>) {
  const { open, initial, onClose, savedText, width = 480, aside } = props;
  const { message } = App.useApp();
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const [dirty, setDirty] = useState(false);
  const { busy, refusal, submit, forget } = useSubmit(form, props.onSubmit, props.fields);
  const close = useLeaveCheck(open && dirty, onClose);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a drawer starts afresh each time it opens, and only then
  useEffect(() => {
    if (!open) return;
    form.resetFields();
    form.setFieldsValue(initial as Parameters<typeof form.setFieldsValue>[0]);
    forget();
    setDirty(false);
  }, [open]);
  const finish = async (values: Values) => {
    if (props.confirm && !(await props.confirm(values))) return;
    if (!(await submit(values))) return;
    if (savedText) message.success(savedText);
    onClose();
  };
  return (
    <Drawer
      open={open}
      title={props.title}
      onClose={close}
      size={aside ? width + ASIDE_WIDTH : width}
      styles={{ wrapper: { maxWidth: "100vw" } }}
      destroyOnHidden
      footer={<Foot busy={busy} submitText={props.submitText} onCancel={close} onSubmit={form.submit} />}
    >
      {refusal && <Refused refusal={refusal} />}
      <div className={aside ? "hy-form-aside" : undefined}>
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark="optional"
          scrollToFirstError
          onValuesChange={() => setDirty(true)}
          onFinish={(values) => void finish(values)}
        >
          {props.children}
        </Form>
        {aside && <div className="hy-form-aside-right">{aside}</div>}
      </div>
    </Drawer>
  );
}

function Refused({ refusal }: { refusal: Refusal }) {
  const t = useText();
  const language = useLanguage();
  return (
    <Alert
      type="error"
      showIcon
      title={refusal.text(language)}
      description={refusal.requestId ? t("ui:failure.code", { code: refusal.requestId }) : undefined}
      style={{ marginBottom: 16 }}
    />
  );
}

interface FootProps {
  busy: boolean;
  submitText?: string;
  onCancel: () => void;
  onSubmit: () => void;
}

function Foot({ busy, submitText, onCancel, onSubmit }: FootProps) {
  const t = useText();
  return (
    <div className="hy-form-foot">
      <Button onClick={onCancel}>{t("ui:cancel")}</Button>
      <Button type="primary" loading={busy} onClick={onSubmit}>
        {submitText ?? t("ui:save")}
      </Button>
    </div>
  );
}
