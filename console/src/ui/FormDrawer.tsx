import { Alert, App, Button, Drawer, Form, type FormInstance } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { asRefusal, type Refusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";

interface Props<Values> {
  open: boolean;
  title: string;
  /** What the form starts with; the dirty check compares against it. */
  initial: Partial<Values>;
  /** Sends it. A refusal lands at its field when the server names one (`data.field`), else on top. */
  onSubmit: (values: Values) => Promise<unknown>;
  onClose: () => void;
  /** The form's field for error codes that name none: `{"access.login_taken": "login"}`. */
  fields?: Record<string, string>;
  submitText?: string;
  /** Said after it was saved. */
  savedText?: string;
  width?: number;
  /** Beside the form, such as a phone preview fed by `Form.useWatch`. */
  aside?: ReactNode;
  form?: FormInstance<Values>;
  children: ReactNode;
}

/** A form that keeps the page behind it in view, asks before throwing work away, and shows refusals where they belong. */
export function FormDrawer<Values extends object>(props: Props<Values>) {
  const {
    open,
    title,
    initial,
    onSubmit,
    onClose,
    submitText,
    savedText,
    width = 480,
    aside,
    children,
  } = props;
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const [own] = Form.useForm<Values>();
  const form = props.form ?? own;
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [dirty, setDirty] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a drawer starts afresh each time it opens, and only then
  useEffect(() => {
    if (!open) return;
    form.resetFields();
    form.setFieldsValue(initial as Parameters<typeof form.setFieldsValue>[0]);
    setRefusal(null);
    setDirty(false);
  }, [open]);
  useEffect(() => {
    if (!open || !dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [open, dirty]);

  const close = () => {
    if (!dirty) return onClose();
    modal.confirm({
      title: t("ui:form.leave"),
      content: t("ui:form.leaveWhy"),
      okText: t("ui:form.leaveYes"),
      cancelText: t("ui:form.leaveNo"),
      onOk: onClose,
    });
  };
  const submit = async (values: Values) => {
    setBusy(true);
    setRefusal(null);
    try {
      await onSubmit(values);
      if (savedText) message.success(savedText);
      onClose();
    } catch (error) {
      const refused = asRefusal(error);
      if (!showAtField(form, refused, refused.text(language), props.fields)) setRefusal(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer
      open={open}
      title={title}
      onClose={close}
      size={aside ? width + 340 : width}
      styles={{ wrapper: { maxWidth: "100vw" } }}
      destroyOnHidden
      footer={
        <div style={{ display: "flex", justifyContent: "flex-end", gap: 8 }}>
          <Button onClick={close}>{t("ui:cancel")}</Button>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {submitText ?? t("ui:save")}
          </Button>
        </div>
      }
    >
      {refusal && (
        <Alert
          type="error"
          showIcon
          title={refusal.text(language)}
          description={refusal.requestId ? t("ui:failure.code", { code: refusal.requestId }) : undefined}
          style={{ marginBottom: 16 }}
        />
      )}
      <div className={aside ? "hy-form-aside" : undefined}>
        <Form<Values>
          form={form}
          layout="vertical"
          requiredMark="optional"
          scrollToFirstError
          onValuesChange={() => setDirty(true)}
          onFinish={(values) => void submit(values)}
        >
          {children}
        </Form>
        {aside && <div className="hy-form-aside-right">{aside}</div>}
      </div>
    </Drawer>
  );
}

function showAtField<Values>(
  form: FormInstance<Values>,
  refusal: Refusal,
  text: string,
  fields: Record<string, string> = {},
): boolean {
  const field = fields[refusal.code] ?? refusal.data.field;
  if (typeof field !== "string" || form.getFieldInstance(field as never) === undefined) return false;
  form.setFields([{ name: field as never, errors: [text] }]);
  form.scrollToField(field as never);
  return true;
}
