import { App, Button } from "antd";
import type { ReactNode } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLabel, useLanguage, useText } from "@/i18n";
import type { CleanUp } from "../model";
import { useCleanUp, useRestoreTags } from "../queries";

export interface Finding {
  key: string;
  what: ReactNode;
  clean_up: CleanUp | null;
  /** Asked before it is done: what cannot be taken back. */
  ask?: string;
  /** What the press archives, so that it can be restored. */
  archives: number[];
}

interface Props {
  title: string;
  why: string;
  findings: Finding[];
  /** Everything of this kind at a press, where that can be taken back. */
  all?: CleanUp;
}

/** One kind of untidiness: what was found, and a press that tidies each, or all. */
export function Findings({ title, why, findings, all }: Props) {
  const t = useText();
  const label = useLabel();
  const tidy = useTidy();
  const mayWrite = useMay()("tags.write");
  if (!findings.length) return null;
  const everything = findings.flatMap((finding) => finding.archives);
  return (
    <section className="hy-card" aria-label={title}>
      <div className="hy-card-head">
        <h2 className="hy-tag-group">
          {title}
          <span className="hy-quiet">{t("tags:quality.found", { n: findings.length })}</span>
        </h2>
        {all && mayWrite && findings.length > 1 && (
          <Button
            size="small"
            onClick={() => tidy(all, everything, t("tags:quality.allAsk", { n: everything.length }))}
          >
            {t("tags:quality.all", { n: everything.length })}
          </Button>
        )}
      </div>
      <p className="hy-quiet hy-tag-why">{why}</p>
      <ul className="hy-card-body hy-tag-findings">
        {findings.map(({ key, what, clean_up, ask, archives }) => (
          <li key={key} className="hy-tag-finding">
            <span>{what}</span>
            {clean_up && mayWrite && (
              <Button size="small" onClick={() => tidy(clean_up, archives, ask)}>
                {label(clean_up.label)}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Tidies up, asks first where it cannot be taken back or is much, and offers to take back what can be. */
function useTidy() {
  const t = useText();
  const language = useLanguage();
  const { modal, message, notification } = App.useApp();
  const clean = useCleanUp();
  const restore = useRestoreTags();
  const failed = (error: unknown) => void message.error(asRefusal(error).text(language));
  const back = (archived: number[], key: string) =>
    restore.mutate(archived, {
      onSuccess: () => {
        notification.destroy(key);
        void message.success(t("tags:quality.undone"));
      },
      onError: failed,
    });
  const run = async (call: CleanUp, archived: number[]) => {
    try {
      await clean.mutateAsync(call);
    } catch (error) {
      failed(error);
      return;
    }
    if (!archived.length) return void message.success(t("tags:saved"));
    const key = `archived/${archived.join()}`;
    notification.success({
      key,
      title: t("tags:quality.allDone", { n: archived.length }),
      duration: 12,
      actions: (
        <Button size="small" onClick={() => back(archived, key)}>
          {t("tags:quality.undo")}
        </Button>
      ),
    });
  };
  return (call: CleanUp, archived: number[], ask?: string) => {
    if (!ask) return void run(call, archived);
    modal.confirm({
      title: ask,
      content: archived.length ? t("tags:quality.allWhy") : undefined,
      okText: t(archived.length ? "tags:archive" : "tags:merge"),
      cancelText: t("ui:cancel"),
      onOk: () => run(call, archived),
    });
  };
}
