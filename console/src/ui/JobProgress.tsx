import { Button, Progress } from "antd";
import type { ReactNode } from "react";
import { useText } from "@/i18n";
import "./job-progress.css";

interface Props {
  title: ReactNode;
  /** queued | running | paused | done | failed | cancelled, as jobs and imports name them. */
  state: string;
  /** 0…1; null while the size of the work is not known. */
  progress: number | null;
  note?: ReactNode;
  onCancel?: () => void;
  /** The way to what came out, once it is done. */
  result?: ReactNode;
}

const STATUS: Record<string, "success" | "exception" | "normal" | "active"> = {
  done: "success",
  succeeded: "success",
  failed: "exception",
  dead: "exception",
  running: "active",
};

/** Long work: how far it is, what it says, and how to stop it. Never a frozen page. */
export function JobProgress({ title, state, progress, note, onCancel, result }: Props) {
  const t = useText();
  const known = progress !== null && Number.isFinite(progress);
  return (
    <div className="hy-job">
      <div className="hy-job-head">
        <span>{title}</span>
        <span className="hy-quiet">{t(`ui:job.${state}`, { defaultValue: state })}</span>
      </div>
      <Progress
        percent={known ? Math.round((progress ?? 0) * 100) : state === "running" ? 100 : 0}
        status={STATUS[state] ?? "normal"}
        showInfo={known}
        size="small"
        aria-label={typeof title === "string" ? title : t("ui:job.progress")}
      />
      {(note || onCancel || result) && (
        <div className="hy-job-foot">
          <span>{note}</span>
          {result}
          {onCancel && (
            <Button type="link" size="small" onClick={onCancel}>
              {t("ui:cancel")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
