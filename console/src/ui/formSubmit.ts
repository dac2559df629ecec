import { App, type FormInstance } from "antd";
import { useEffect, useState } from "react";
import { asRefusal, type Refusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";

/** Error code → form field, for refusals that do not name their field themselves. */
export type FieldOfCode = Record<string, string>;

/** Sending a form: busy while it goes, a refusal shown at its field or handed back to be shown on top. */
export function useSubmit<Values>(
  form: FormInstance<Values>,
  send: (values: Values) => Promise<unknown>,
  fields?: FieldOfCode,
) {
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const submit = async (values: Values): Promise<boolean> => {
    setBusy(true);
    setRefusal(null);
    try {
      await send(values);
      return true;
    } catch (error) {
      const refused = asRefusal(error);
      if (!showAtField(form, refused, refused.text(language), fields)) setRefusal(refused);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refusal, submit, forget: () => setRefusal(null) };
}

function showAtField<Values>(
  form: FormInstance<Values>,
  refusal: Refusal,
  text: string,
  fields: FieldOfCode = {},
): boolean {
  const field = fields[refusal.code] ?? refusal.data.field;
  if (typeof field !== "string" || form.getFieldInstance(field as never) === undefined) return false;
  form.setFields([{ name: field as never, errors: [text] }]);
  form.scrollToField(field as never);
  return true;
}

/** Asks before work is thrown away, by closing the form or by leaving the page. */
export function useLeaveCheck(dirty: boolean, leave: () => void): () => void {
  const t = useText();
  const { modal } = App.useApp();
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);
  return () => {
    if (!dirty) return leave();
    modal.confirm({
      title: t("ui:form.leave"),
      content: t("ui:form.leaveWhy"),
      okText: t("ui:form.leaveYes"),
      cancelText: t("ui:form.leaveNo"),
      onOk: leave,
    });
  };
}
