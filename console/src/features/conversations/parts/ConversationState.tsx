import { Tag } from "antd";
import { useText } from "@/i18n";
import type { State } from "../model";

const TONES: Record<State, string | undefined> = {
  unhandled: "warning",
  queued: "warning",
  human: "success",
  robot: "processing",
  ended: undefined,
};

export function ConversationState({ state }: { state: State }) {
  const t = useText();
  return (
    <Tag variant="filled" color={TONES[state]}>
      {t(`conversations:states.${state}`)}
    </Tag>
  );
}
