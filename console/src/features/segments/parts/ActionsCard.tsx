import { App, Button } from "antd";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { When } from "@/ui/When";
import type { Action, Segment } from "../model";
import { useActions, useUndoAction } from "../queries";
import "./segments.css";

const SHOWN = 3;

/** What was done to everybody in it lately, how far it is, and taking it back; nothing while there is none. */
export function ActionsCard({ segment }: { segment: Segment }) {
  const t = useText();
  const mine = (useActions().data?.items ?? []).filter((each) => each.segment_id === segment.id);
  if (!mine.length) return null;
  return (
    <section className="hy-card" aria-label={t("segments:done.title")}>
      <div className="hy-card-head">
        <h2>{t("segments:done.title")}</h2>
      </div>
      <ul className="hy-done">
        {mine.slice(0, SHOWN).map((action) => (
          <Line key={action.id} action={action} />
        ))}
      </ul>
    </section>
  );
}

function Line({ action }: { action: Action }) {
  const t = useText();
  const language = useLanguage();
  return (
    <li>
      <b>{t(`segments:done.kinds.${action.kind}`)}</b>
      <span>{t(`segments:done.states.${action.state}`)}</span>
      <span className="hy-num">
        {t("segments:done.counts", {
          people: exactCount(action.people, language),
          changed: exactCount(action.changed, language),
        })}
      </span>
      <span className="hy-quiet">
        {t("segments:done.by", { by: action.by })} <When at={action.created_at} />
      </span>
      {action.state === "done" && action.changed > 0 && <Undo action={action} />}
    </li>
  );
}

function Undo({ action }: { action: Action }) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const undo = useUndoAction();
  if (!useMay()("segments.write")) return null;
  const ask = () =>
    modal.confirm({
      title: t("segments:done.ask"),
      content: t("segments:done.why"),
      okText: t("segments:done.undo"),
      cancelText: t("ui:cancel"),
      onOk: () =>
        undo.mutateAsync(action.id).then(
          () => void message.success(t("segments:done.undoing")),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return (
    <Button size="small" onClick={ask}>
      {t("segments:done.undo")}
    </Button>
  );
}
