import { Tag } from "antd";
import { useText } from "@/i18n";
import type { MassStateName, MomentStateName, TargetState } from "../model";
import "./outreach.css";

const COLOURS: Record<MassStateName | MomentStateName | TargetState, string> = {
  scheduled: "blue",
  preparing: "blue",
  creating: "blue",
  waiting: "default",
  done: "green",
  sent: "green",
  ended: "default",
  cancelled: "default",
  blocked: "default",
  failed: "red",
};

type Props =
  | { of: "states"; state: MassStateName }
  | { of: "moments.states"; state: MomentStateName }
  | { of: "recipients.states"; state: TargetState };

export function StateTag({ of, state }: Props) {
  const t = useText();
  return (
    <Tag variant="filled" color={COLOURS[state]} className={state === "waiting" ? "hy-waiting" : undefined}>
      {t(`outreach:${of}.${state}`)}
    </Tag>
  );
}
