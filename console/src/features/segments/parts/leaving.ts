import { App } from "antd";
import { useEffect, useRef } from "react";
import { useBlocker } from "react-router";
import { useText } from "@/i18n";

/** Asks before unsaved work is left behind, by a link, by going back or by closing. Returns a way past it. */
export function useLeaveGuard(dirty: boolean): (go: () => void) => void {
  const t = useText();
  const { modal } = App.useApp();
  const free = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !free.current && currentLocation.pathname !== nextLocation.pathname,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once each time the way is barred, however often this renders
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    const asked = modal.confirm({
      title: t("ui:form.leave"),
      content: t("ui:form.leaveWhy"),
      okText: t("ui:form.leaveYes"),
      cancelText: t("ui:form.leaveNo"),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
    return () => asked.destroy();
  }, [blocker.state]);
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);
  return (go) => {
    free.current = true;
    go();
  };
}
