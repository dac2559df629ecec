import { Alert, App, Modal, Radio } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { TableSkeleton } from "@/ui/Skeletons";
import type { Conversation } from "../model";
import { useMove, useServicers } from "../queries";
import "./chat.css";

interface Props {
  one: Conversation;
  open: boolean;
  onClose: () => void;
}

/** Chooses who of the account's servicers takes the session. */
export function HandOver({ one, open, onClose }: Props) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const query = useServicers(one.open_kfid, one.connection_id, open);
  const move = useMove(one.id);
  const [chosen, setChosen] = useState<number | null>(null);
  const people = query.data?.items.filter((each) => each.staff_id !== null) ?? [];
  const close = () => {
    move.reset();
    setChosen(null);
    onClose();
  };
  const hand = () =>
    move.mutateAsync({ state: "human", staff_id: chosen ?? undefined }).then(
      () => {
        message.success(t("conversations:moves.done.human"));
        close();
      },
      () => undefined,
    );
  return (
    <Modal
      open={open}
      title={t("conversations:moves.human")}
      okText={t("conversations:hand.submit")}
      okButtonProps={{ disabled: chosen === null, loading: move.isPending }}
      onOk={() => void hand()}
      onCancel={close}
      destroyOnHidden
    >
      <div className="hy-stack">
        <p className="hy-quiet">{t("conversations:hand.why")}</p>
        {move.error && <Alert type="error" showIcon title={asRefusal(move.error).text(language)} />}
        {query.isPending && <TableSkeleton columns={1} />}
        {query.error && <FailureState error={query.error} onRetry={query.refetch} />}
        {query.data && !people.length && <EmptyState small title={t("conversations:hand.none")} />}
        <Radio.Group
          className="hy-servicers"
          aria-label={t("conversations:servicers")}
          value={chosen}
          onChange={(event) => setChosen(event.target.value as number)}
        >
          {people.map((each) => (
            <Radio key={each.userid} value={each.staff_id} disabled={!each.serving}>
              {each.name ?? each.userid}
              {!each.serving && <span className="hy-quiet"> · {t("conversations:away")}</span>}
            </Radio>
          ))}
        </Radio.Group>
      </div>
    </Modal>
  );
}
