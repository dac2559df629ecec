import { Tag } from "antd";
import { useText } from "@/i18n";
import type { MassStateName, MomentStateName, TargetState } from "../model";
import "./outreach.css";

type State = MassStateName | MomentStateName | TargetState;
type Tone = "good" | "open" | "bad" | "underway" | "quiet";

const TONES: Record<State, Tone> = {
  scheduled: "underway",
  preparing: "underway",
  creating: "underway",
  waiting: "open",
  done: "good",
  sent: "good",
  ended: "quiet",
  cancelled: "quiet",
  blocked: "quiet",
  failed: "bad",
};

type Props =
  | { of: "states"; state: MassStateName }
  | { of: "moments.states"; state: MomentStateName }
  | { of: "recipients.states"; state: TargetState };

export function StateTag({ of, state }: Props) {
  const t = useText();
  return (
    <Tag variant="filled" className="hy-outreach-state" data-tone={TONES[state]}>
      {t(`outreach:${of}.${state}`)}
    </Tag>
  );
}
