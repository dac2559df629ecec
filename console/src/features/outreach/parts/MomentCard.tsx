import { Link } from "react-router";
import { useText } from "@/i18n";
import { When } from "@/ui/When";
import { type Moment, titleOf } from "../model";
import { StateTag } from "./StateTag";
import "./outreach.css";

/** A moment of the list on a phone. */
export function MomentCard({ moment }: { moment: Moment }) {
  const t = useText();
  return (
    <Link className="hy-outreach-card" to={`/moments/${moment.id}`}>
      <span>
        <b>{titleOf({ name: "", text: moment.text }) || t("outreach:onlyAttachments")}</b>
        <StateTag of="moments.states" state={moment.state} />
      </span>
      <span className="hy-quiet">
        <span>{t("outreach:moments.cardPublished", { done: moment.published, of: moment.members })}</span>
        <When at={moment.created_at} />
      </span>
      <span className="hy-quiet">
        <span>{t("outreach:moments.cardLikes", { likes: moment.likes, comments: moment.comments })}</span>
      </span>
    </Link>
  );
}
