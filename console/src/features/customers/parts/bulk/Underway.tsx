import { CloseOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useCallback } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { JobFollow } from "@/ui/JobFollow";
import { type Undoable, useRefreshPeople, useUndo } from "./queries";
import "./bulk.css";

/** Work on many that goes on in the background. */
export interface Running {
  /** Null: it was done at once. */
  job: number | null;
  title: string;
  /** What takes it back. */
  undo?: Undoable;
  /** Where the file is that comes out of it. */
  file?: string;
}

interface Props {
  running: Running;
  onChange: (running: Running | null) => void;
}

/** How far it is, and the way to take it back. */
export function Underway({ running, onChange }: Props) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const refresh = useRefreshPeople();
  const takeBack = useUndo();
  const { job, title, undo, file } = running;
  const done = useCallback(() => void refresh(), [refresh]);
  const back = async () => {
    if (!undo) return;
    try {
      const begun = await takeBack.mutateAsync(undo);
      onChange({ job: begun.job_id, title: t("customers:bulk.undoing") });
    } catch (error) {
      void message.error(asRefusal(error).text(language));
    }
  };
  const result = undo ? (
    <Button size="small" loading={takeBack.isPending} onClick={() => void back()}>
      {t("customers:bulk.undo")}
    </Button>
  ) : file ? (
    <a href={file} download>
      {t("customers:bulk.download")}
    </a>
  ) : undefined;
  return (
    <section className="hy-card hy-underway" aria-label={t("customers:bulk.underway")}>
      {job === null ? (
        <div className="hy-job-head">
          <span>{title}</span>
          {result}
        </div>
      ) : (
        <JobFollow key={job} id={job} title={title} result={result} onDone={done} />
      )}
      <Button
        type="text"
        size="small"
        icon={<CloseOutlined />}
        aria-label={t("ui:close")}
        onClick={() => onChange(null)}
      />
    </section>
  );
}
