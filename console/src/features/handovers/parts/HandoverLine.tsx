import { useText } from "@/i18n";
import { PersonChip } from "@/ui/PersonChip";
import { When } from "@/ui/When";
import type { Handover } from "../model";
import { HandoverState, Reason } from "./HandoverState";
import "./handover.css";

/** A customer on the way, on a phone. */
export function HandoverLine({ handover }: { handover: Handover }) {
  const t = useText();
  const told = handover.reason !== null;
  return (
    <div className="hy-handover-line">
      <span>
        <PersonChip id={handover.person_id} name={handover.name} size="small" />
        <HandoverState state={handover.state} />
      </span>
      <span className="hy-quiet">
        <span>
          {handover.handover_name} → {handover.takeover_name} ·{" "}
          {t(handover.resigned ? "handovers:kinds.resigned" : "handovers:kinds.onJob")}
        </span>
        <When at={handover.settled_at ?? handover.asked_at} />
      </span>
      {told && <Reason handover={handover} />}
    </div>
  );
}
