import { Link } from "react-router";
import { useLanguage, useText } from "@/i18n";
import { exactCount, percent } from "@/i18n/format";
import { type PlacedTag, placed, type TagGroup } from "../model";
import { useOverlap } from "../queries";

const SHOWN = 6;
const COMPARED = 30;

/** Tags that the same people wear. */
export function OverlapCard({ tag, groups }: { tag: PlacedTag; groups: TagGroup[] }) {
  const t = useText();
  const language = useLanguage();
  const tags = placed(groups);
  const others = tags
    .filter((one) => one.id !== tag.id && one.people > 0)
    .sort((one, other) => other.people - one.people)
    .slice(0, COMPARED - 1);
  const pairs = (useOverlap(tag.people ? [tag.id, ...others.map((one) => one.id)] : []).data?.items ?? [])
    .filter(({ a, b, both }) => both > 0 && (a === tag.id || b === tag.id))
    .map((pair) => ({ ...pair, other: tags.find((one) => one.id === (pair.a === tag.id ? pair.b : pair.a)) }))
    .sort((one, other) => other.both - one.both)
    .slice(0, SHOWN);
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("tags:overlap.title")}</h2>
      </div>
      <div className="hy-card-body">
        {pairs.length ? (
          <ul className="hy-tag-overlap">
            {pairs.map(
              ({ other, both, share }) =>
                other && (
                  <li key={other.id}>
                    <Link to={`/tags/${other.id}`}>
                      <i className="hy-tag-dot" data-color={other.color} />
                      {other.name}
                    </Link>
                    <span className="hy-num">{percent(share, 0)}</span>
                    <small className="hy-quiet">
                      {t("tags:overlap.both", { n: exactCount(both, language) })}
                    </small>
                  </li>
                ),
            )}
          </ul>
        ) : (
          <span className="hy-quiet">{t("tags:overlap.noneWhy")}</span>
        )}
      </div>
    </section>
  );
}
