import { Link } from "react-router";
import { useText } from "@/i18n";
import { When } from "@/ui/When";
import { type Mass, titleOf } from "../model";
import { useAudienceName } from "./audience";
import { StateTag } from "./StateTag";
import "./outreach.css";

/** A mass message of the list on a phone. */
export function MassCard({ mass }: { mass: Mass }) {
  const t = useText();
  const audience = useAudienceName();
  return (
    <Link className="hy-outreach-card" to={`/mass-messages/${mass.id}`}>
      <span>
        <b>{titleOf(mass) || t("outreach:onlyAttachments")}</b>
        <StateTag of="states" state={mass.state} />
      </span>
      <span className="hy-quiet">
        <span>{audience(mass.audience)}</span>
        <When at={mass.send_at ?? mass.created_at} />
      </span>
      {mass.staff > 0 && (
        <span className="hy-quiet">
          <span>{t("outreach:cardTapped", { done: mass.tapped, of: mass.staff })}</span>
          <span>{t("outreach:cardSent", { n: mass.counts.sent })}</span>
        </span>
      )}
    </Link>
  );
}
