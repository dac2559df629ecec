import { Button, Tag } from "antd";
import { useText } from "@/i18n";
import { When } from "@/ui/When";
import type { KeptCallback } from "../model";

const TONES: Record<string, "success" | "error" | "processing" | "default"> = {
  done: "success",
  failed: "error",
  waiting: "processing",
};

export function CallbackRow({ row, onReplay }: { row: KeptCallback; onReplay?: () => void }) {
  const t = useText();
  const outcome = row.outcome ?? "waiting";
  const code = [row.event, row.change_type].filter(Boolean).join(" · ");
  const name = t([`connections:event.${row.change_type}`, `connections:event.${row.event}`], {
    defaultValue: code,
  });
  const again = onReplay && (outcome === "failed" || outcome === "done");
  return (
    <li>
      <span className="hy-callback-name">
        {name}
        {name !== code && <code>{code}</code>}
      </span>
      <When at={row.received_at} />
      <span className="hy-callback-outcome">
        <Tag variant="filled" color={TONES[outcome] ?? "default"}>
          {t(`connections:callbacks.${outcome}`, { defaultValue: outcome })}
        </Tag>
        {row.attempts > 1 && (
          <small className="hy-quiet">{t("connections:callbacks.attempts", { n: row.attempts })}</small>
        )}
      </span>
      {again ? (
        <Button type="link" size="small" onClick={onReplay}>
          {t("connections:callbacks.replay")}
        </Button>
      ) : (
        <span />
      )}
      {row.error && <pre className="hy-callback-error">{row.error}</pre>}
    </li>
  );
}
