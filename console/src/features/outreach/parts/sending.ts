import { App, type FormInstance } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useLanguage, useText } from "@/i18n";
import { exactTime } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { useSubmit } from "@/ui/formSubmit";
import { audienceOf, type Connection, instantOf, type MassValues, toSend } from "../model";
import { useSendMass } from "../queries";

/** Says a message was made once, however often a button is pressed. */
export const useKey = () =>
  useState(() => `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`)[0];

/** Asks once more, with the numbers, and then sends. */
export function useSending(form: FormInstance<MassValues>, connection: Connection | undefined) {
  const t = useText();
  const { modal, message } = App.useApp();
  const navigate = useNavigate();
  const language = useLanguage();
  const timezone = useTimezone();
  const sending = useSendMass();
  const key = useKey();
  const { busy, refusal, submit } = useSubmit<MassValues>(form, async (values) => {
    const audience = audienceOf(values);
    if (!audience) return;
    const made = await sending.mutateAsync({
      key,
      name: values.name?.trim() ?? "",
      connection_id: connection?.id ?? null,
      text: values.text.trim(),
      attachments: toSend(values.attachments),
      allow_select: values.audience !== "groups" && !!values.allow_select,
      send_at: values.send_at ? instantOf(values.send_at, timezone) : null,
      audience,
    });
    message.success(t(values.send_at ? "outreach:form.planned" : "outreach:form.sent"));
    void navigate(`/mass-messages/${made.id}`);
  });
  const send = (check: { reached: number; members: number } | undefined) =>
    void form.validateFields().then(
      (values) => {
        const what = values.audience === "groups" ? "groups" : "people";
        const at = values.send_at ? exactTime(instantOf(values.send_at, timezone), language, timezone) : "";
        modal.confirm({
          title: t(`outreach:form.ask.${what}`, { n: check?.reached ?? 0, staff: check?.members ?? 0 }),
          content: at ? t("outreach:form.askLater", { at }) : t("outreach:form.askNow"),
          okText: t(at ? "outreach:form.plan" : "outreach:form.send"),
          cancelText: t("ui:cancel"),
          onOk: () => submit(values),
        });
      },
      () => {},
    );
  return { busy, refusal, send };
}
