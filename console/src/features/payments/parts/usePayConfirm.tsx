import { App } from "antd";
import type { ReactNode } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";

interface Asked {
  title: string;
  /** What will happen, with whom and how much. */
  content: ReactNode;
  ok: string;
  danger?: boolean;
}

/** Asks before anything that costs money or cannot be taken back. */
export function usePayConfirm() {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const shown = ({ title, content, ok, danger }: Asked) => ({
    title,
    content,
    okText: ok,
    cancelText: t("ui:cancel"),
    okButtonProps: { danger },
  });
  const confirmed = (asked: Asked) =>
    new Promise<boolean>((decide) => {
      modal.confirm({ ...shown(asked), onOk: () => decide(true), onCancel: () => decide(false) });
    });
  const askAndDo = (asked: Asked & { act: () => Promise<unknown>; done: string }) =>
    modal.confirm({
      ...shown(asked),
      onOk: () =>
        asked.act().then(
          () => void message.success(asked.done),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return { confirmed, askAndDo };
}
