import { useText } from "@/i18n";
import { PersonChip } from "@/ui/PersonChip";
import { When } from "@/ui/When";
import type { Member } from "../model";
import "./group.css";

/** Somebody inside, or gone, on a phone. */
export function MemberLine({ member }: { member: Member }) {
  const t = useText();
  const came = member.scene && t(`communities:member.scenes.${member.scene}`);
  const went = member.leave_scene && t(`communities:member.leaves.${member.leave_scene}`);
  return (
    <div className="hy-group-card">
      <span>
        <Who member={member} />
        <span className="hy-quiet">{t(`communities:member.kinds.${member.kind}`)}</span>
      </span>
      <span className="hy-quiet">
        <span>
          {t("communities:member.joined")} <When at={member.joined_at} />
          {came && ` · ${came}`}
        </span>
        {member.left_at && (
          <span>
            {t("communities:member.left")} <When at={member.left_at} />
            {went && ` · ${went}`}
          </span>
        )}
      </span>
    </div>
  );
}

/** Customers lead to their page. */
export function Who({ member }: { member: Member }) {
  const t = useText();
  if (member.kind === "customer") return <PersonChip id={member.person_id} name={member.name} size="small" />;
  return <>{member.name ?? t("communities:member.someone")}</>;
}
