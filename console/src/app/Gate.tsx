import { type ReactNode, useEffect } from "react";
import { useText } from "@/i18n";
import { LanguageSwitch } from "./LanguageSwitch";
import "./shell.css";

/** The frame of the pages before the door: log in, set up. */
export function Gate({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const t = useText();
  useEffect(() => {
    document.title = `${title} · ${t("app:brand")}`;
  }, [title, t]);
  return (
    <main className="hy-gate">
      <div className="hy-gate-box">
        <img src="/favicon.svg" width={40} height={40} alt="" />
        <h1>{title}</h1>
        <p className="hy-gate-lead">{lead}</p>
        {children}
        <div className="hy-gate-foot">
          <span>{t("app:tagline")}</span>
          <LanguageSwitch />
        </div>
      </div>
    </main>
  );
}
