import { CopyOutlined, ReloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";

interface Props {
  error: unknown;
  onRetry?: () => unknown;
  /** What the reader should know about their data; reading never harms it. */
  dataIs?: "safe" | "unknown";
  /** Fills the window instead of its place on a page. */
  whole?: boolean;
}

/** What happened · is my data safe (a refusal of the server says so itself) · what now · a code to quote. */
export function FailureState({ error, onRetry, dataIs = "safe", whole = false }: Props) {
  const t = useText();
  const language = useLanguage();
  const refusal = asRefusal(error);
  const quote = [refusal.code, refusal.requestId].filter(Boolean).join(" · ");
  const Title = whole ? "h1" : "h2";
  return (
    <div className={whole ? "hy-state hy-state-whole" : "hy-state"} role="alert">
      <Title className="hy-state-title">
        {t(refusal.status === 403 ? "ui:failure.forbidden" : "ui:failure.title")}
      </Title>
      <p className="hy-state-text">{refusal.text(language)}</p>
      {!refusal.requestId && (
        <p className="hy-state-note">{t(dataIs === "safe" ? "ui:failure.safe" : "ui:failure.unknown")}</p>
      )}
      <div className="hy-state-actions">
        {onRetry && (
          <Button type="primary" icon={<ReloadOutlined />} onClick={() => onRetry()}>
            {t("ui:retry")}
          </Button>
        )}
      </div>
      <button
        type="button"
        className="hy-code"
        title={t("ui:copy")}
        onClick={() => void navigator.clipboard?.writeText(quote)}
      >
        {t("ui:failure.code", { code: quote })} <CopyOutlined />
      </button>
    </div>
  );
}
