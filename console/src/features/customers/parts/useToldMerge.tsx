import { App, Button } from "antd";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { useUndoMerge } from "../queries";

export interface DoneMerge {
  id: number;
  winner: number;
  loser: number;
}

/** Says that two became one, with the way to take it back at once. */
export function useToldMerge(): (merge: DoneMerge) => void {
  const t = useText();
  const language = useLanguage();
  const { message, notification } = App.useApp();
  const undo = useUndoMerge();
  return ({ id, winner, loser }) => {
    const key = `merge-${id}`;
    const back = async () => {
      notification.destroy(key);
      try {
        await undo.mutateAsync(id);
        void message.success(t("customers:merges.undone", { loser }));
      } catch (error) {
        void message.error(asRefusal(error).text(language));
      }
    };
    notification.success({
      key,
      title: t("customers:conflicts.merged", { winner, loser }),
      actions: (
        <Button size="small" onClick={() => void back()}>
          {t("customers:merges.undo")}
        </Button>
      ),
    });
  };
}
