import { Tag } from "antd";
import { useText } from "@/i18n";
import type { State } from "../model";

const COLOURS: Record<State, string> = { active: "success", owner_left: "warning", dismissed: "default" };

export function GroupState({ state }: { state: State }) {
  const t = useText();
  return (
    <Tag variant="filled" color={COLOURS[state]}>
      {t(`communities:states.${state}`)}
    </Tag>
  );
}
