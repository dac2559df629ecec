import { Tag } from "antd";
import { useText } from "@/i18n";
import { STATES, toneOf, type What } from "../model";

interface Props {
  what: What;
  state: string;
}

export function PayState({ what, state }: Props) {
  const t = useText();
  return (
    <Tag variant="filled" color={toneOf(state)}>
      {STATES[what].includes(state) ? t(`payments:${what}.states.${state}`) : state}
    </Tag>
  );
}

/** What the state means, and what happens next. */
export function StateWhy({ what, state }: Props) {
  const t = useText();
  if (!STATES[what].includes(state)) return null;
  return <p className="hy-pay-why">{t(`payments:${what}.why.${state}`)}</p>;
}
