import { Link } from "react-router";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import type { Group } from "../model";
import { GroupState } from "./GroupState";
import "./group.css";

/** A group of the list on a phone. */
export function GroupCard({ group }: { group: Group }) {
  const t = useText();
  const place = [group.owner?.name, group.store?.name].filter(Boolean).join(" · ");
  return (
    <Link className="hy-group-card" to={`/groups/${group.id}`}>
      <span>
        <b>{group.name || t("communities:unnamed")}</b>
        <GroupState state={group.state} />
      </span>
      <span className="hy-quiet">
        <span>{place || "—"}</span>
        <span>
          {t("communities:customers")} <Count value={group.customers} />
          {group.joined_today > 0 && ` · ${t("communities:todayPlus", { n: group.joined_today })}`}
        </span>
      </span>
    </Link>
  );
}
