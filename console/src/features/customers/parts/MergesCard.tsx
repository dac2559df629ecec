import { App, Button, Tag } from "antd";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { When } from "@/ui/When";
import type { CustomerDetail, Merge } from "../model";
import { useUndoMerge } from "../queries";

/** Which records have become this one customer. Each can be taken apart again, with all that was theirs. */
export function MergesCard({ person }: { person: CustomerDetail }) {
  const t = useText();
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("customers:merges.title")}</h2>
      </div>
      <p className="hy-card-note">{t("customers:merges.purpose")}</p>
      <ul className="hy-identifiers">
        {person.merges.map((merge) => (
          <MergeLine key={merge.id} merge={merge} />
        ))}
        {!person.merges.length && <li className="hy-quiet">{t("customers:merges.none")}</li>}
      </ul>
    </section>
  );
}

function MergeLine({ merge }: { merge: Merge }) {
  const t = useText();
  const language = useLanguage();
  const may = useMay();
  const { modal, message } = App.useApp();
  const undo = useUndoMerge();
  const ask = () =>
    modal.confirm({
      title: t("customers:merges.ask", { winner: merge.winner, loser: merge.loser }),
      content: t("customers:merges.askWhy"),
      okText: t("customers:merges.undo"),
      cancelText: t("ui:cancel"),
      onOk: () =>
        undo.mutateAsync(merge.id).then(
          () => void message.success(t("customers:merges.undone", { loser: merge.loser })),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  const reason = t(`customers:merges.reasons.${merge.reason}`, { defaultValue: merge.reason });
  const by = merge.by === "system" ? t("customers:merges.system") : merge.by;
  return (
    <li>
      <div className="hy-side-line">
        <span>
          {t("customers:merges.line", { winner: merge.winner, loser: merge.loser })}{" "}
          {merge.undone_at && <Tag variant="filled">{t("customers:merges.wasUndone")}</Tag>}
        </span>
        {!merge.undone_at && may("identity.write") && (
          <Button size="small" loading={undo.isPending} onClick={ask}>
            {t("customers:merges.undo")}
          </Button>
        )}
      </div>
      <small className="hy-quiet">
        {reason} · {by} · <When at={merge.at} />
      </small>
    </li>
  );
}
