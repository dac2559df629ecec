import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { reasonsOf } from "../model";
import "./outreach.css";

/** Why some got nothing, and what to make of it. */
export function Reasons({ reasons }: { reasons: Record<string, number> }) {
  const t = useText();
  const found = reasonsOf(reasons);
  if (!found.length) return null;
  return (
    <section className="hy-card" aria-label={t("outreach:reasons.title")}>
      <div className="hy-card-head">
        <h2>{t("outreach:reasons.title")}</h2>
      </div>
      <dl className="hy-card-body hy-outreach-reasons">
        {found.map(({ reason, people }) => (
          <div key={reason}>
            <dt>{t(`outreach:reasons.${reason}`)}</dt>
            <dd>
              <Count value={people} />
            </dd>
            <dd>{t(`outreach:reasonWhy.${reason}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
