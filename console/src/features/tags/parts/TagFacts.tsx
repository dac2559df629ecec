import { Link } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import type { PlacedTag } from "../model";
import { useSegments } from "../queries";

/** What was set about a tag. */
export function TagFacts({ tag }: { tag: PlacedTag }) {
  const t = useText();
  const may = useMay();
  const segments = useSegments(tag.rule !== null && may("segments.read")).data?.items ?? [];
  const rule =
    tag.rule && (segments.find((one) => one.id === tag.rule?.segment)?.name ?? `#${tag.rule.segment}`);
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("tags:facts")}</h2>
      </div>
      <dl className="hy-card-body hy-tag-facts">
        <dt>{t("tags:groupOf")}</dt>
        <dd>
          <i className="hy-tag-dot" data-color={tag.group.color} />
          {tag.group.name}
          {tag.group.exclusive && <span className="hy-quiet"> · {t("tags:group.exclusive")}</span>}
        </dd>
        <dt>{t("tags:group.who")}</dt>
        <dd>{t(tag.group.who.everybody ? "tags:group.everybody" : "tags:group.someRoles")}</dd>
        <dt>{t("tags:expiry")}</dt>
        <dd>
          {tag.expires_after_days === null
            ? t("tags:never")
            : t("tags:expires", { n: tag.expires_after_days })}
        </dd>
        <dt>{t("tags:rule")}</dt>
        <dd>
          {tag.rule ? (
            <Link to={`/segments/${tag.rule.segment}`}>{rule}</Link>
          ) : (
            <span className="hy-quiet">{t("tags:noRule")}</span>
          )}
        </dd>
      </dl>
    </section>
  );
}
