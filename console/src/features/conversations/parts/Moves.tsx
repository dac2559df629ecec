import { DownOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { type Conversation, plainMoves, type State } from "../model";
import { useMove } from "../queries";
import { HandOver } from "./HandOver";

/** Hands the session on, or ends it: whatever WeCom allows from where it is. */
export function Moves({ one }: { one: Conversation }) {
  const t = useText();
  const language = useLanguage();
  const may = useMay()("messages.write");
  const { message, modal } = App.useApp();
  const move = useMove(one.id);
  const [choosing, setChoosing] = useState(false);
  const others = plainMoves(one);
  if (!may || !one.moves.length) return null;
  const go = (state: State) =>
    move.mutateAsync({ state }).then(
      () => void message.success(t(`conversations:moves.done.${state}`)),
      (error) => void message.error(asRefusal(error).text(language)),
    );
  const ask = (state: State) =>
    modal.confirm({
      title: t(`conversations:moves.ask.${state}`),
      content: t(`conversations:moves.why.${state}`),
      okText: t(`conversations:moves.${state}`),
      okButtonProps: { danger: state === "ended" },
      onOk: () => go(state),
    });
  return (
    <>
      {others.length > 0 && (
        <Dropdown
          trigger={["click"]}
          menu={{
            items: others.map((state) => ({
              key: state,
              label: t(`conversations:moves.${state}`),
              danger: state === "ended",
            })),
            onClick: ({ key }) => ask(key as State),
          }}
        >
          <Button loading={move.isPending}>
            {t("conversations:moves.title")} <DownOutlined />
          </Button>
        </Dropdown>
      )}
      {one.moves.includes("human") && (
        <Button type="primary" onClick={() => setChoosing(true)}>
          {t("conversations:moves.human")}
        </Button>
      )}
      <HandOver one={one} open={choosing} onClose={() => setChoosing(false)} />
    </>
  );
}
