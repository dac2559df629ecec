import { CloseOutlined } from "@ant-design/icons";
import { type ReactNode, useEffect, useState } from "react";
import { Link } from "react-router";
import { useText } from "@/i18n";
import "./page.css";

interface Props {
  /** A noun. */
  title: string;
  /** One sentence on what this page is for; a reader can put it away for good. */
  purpose?: string;
  /** The one primary action. */
  action?: ReactNode;
  /** Quiet controls left of the action. */
  extra?: ReactNode;
  /** Where a detail page leads back to. */
  back?: { to: string; label: string };
  /** Tabs or a filter bar, directly under the title. */
  bar?: ReactNode;
  children: ReactNode;
}

const KEY = "huayuan.purposes";
const dismissed = (): string[] => JSON.parse(localStorage.getItem(KEY) ?? "[]") as string[];

export function Page({ title, purpose, action, extra, back, bar, children }: Props) {
  const t = useText();
  const id = `${window.location.pathname.split("/")[1]}/${title}`;
  const [shown, setShown] = useState(() => !dismissed().includes(id));
  useEffect(() => {
    document.title = `${title} · ${t("app:brand")}`;
  }, [title, t]);
  const dismiss = () => {
    localStorage.setItem(KEY, JSON.stringify([...dismissed(), id]));
    setShown(false);
  };
  return (
    <div className="hy-page">
      <header className="hy-page-head">
        <div className="hy-page-heading">
          {back && (
            <Link className="hy-page-back" to={back.to}>
              ← {back.label}
            </Link>
          )}
          <h1>{title}</h1>
          {purpose && shown && (
            <p className="hy-page-purpose">
              {purpose}
              <button
                type="button"
                aria-label={t("ui:page.dismiss")}
                title={t("ui:page.dismiss")}
                onClick={dismiss}
              >
                <CloseOutlined />
              </button>
            </p>
          )}
        </div>
        {(action || extra) && (
          <div className="hy-page-actions">
            {extra}
            {action}
          </div>
        )}
      </header>
      {bar && <div className="hy-page-bar">{bar}</div>}
      <div className="hy-page-body">{children}</div>
    </div>
  );
}
