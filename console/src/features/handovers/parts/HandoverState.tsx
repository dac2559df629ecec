import { Tag, Tooltip } from "antd";
import { useLabel, useText } from "@/i18n";
import { colourOf, type Handover } from "../model";

export function HandoverState({ state }: Pick<Handover, "state">) {
  const t = useText();
  return (
    <Tooltip title={t(`handovers:stateWhy.${state}`)}>
      <Tag variant="filled" color={colourOf(state)}>
        {t(`handovers:states.${state}`)}
      </Tag>
    </Tooltip>
  );
}

/** Why it did not come about, as WeCom says it or as the state means it. */
export function Reason({ handover }: { handover: Handover }) {
  const t = useText();
  const label = useLabel();
  if (handover.reason) {
    return (
      <span>
        {label(handover.reason as { zh: string; en: string })}
        <small className="hy-quiet"> {handover.errcode}</small>
      </span>
    );
  }
  if (["refused", "full", "lapsed"].includes(handover.state)) {
    return <span>{t(`handovers:stateWhy.${handover.state}`)}</span>;
  }
  return <span className="hy-quiet">—</span>;
}
