import { Link } from "react-router";
import { useText } from "@/i18n";
import { When } from "@/ui/When";
import type { Conversation } from "../model";
import { ConversationState } from "./ConversationState";
import { Words } from "./Words";
import "./chat.css";

/** A conversation of the list on a phone. */
export function ConversationCard({ one }: { one: Conversation }) {
  const t = useText();
  return (
    <Link className="hy-talk-card" to={`/conversations/${one.id}`}>
      <span>
        <b>{one.person_name ?? t("ui:person.numbered", { id: one.person_id })}</b>
        <ConversationState state={one.state} />
      </span>
      <span className="hy-talk-last">{one.last ? <Words line={one.last} /> : "—"}</span>
      <span className="hy-quiet">
        <span>{one.servicer_name ?? t("conversations:nobody")}</span>
        <When at={one.asked_at} plain />
      </span>
    </Link>
  );
}
