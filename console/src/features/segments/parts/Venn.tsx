import { useLanguage, useText } from "@/i18n";
import { exactCount, shortCount } from "@/i18n/format";
import type { Overlap } from "../model";
import { CIRCLES, PLACES, type Region } from "../regions";

interface Props {
  sets: Overlap["sets"];
  regions: Region[];
}

const CLASSES = ["a", "b", "c"];

/** Two or three circles with a number in every part. The table beside it says the same in words. */
export function Venn({ sets, regions }: Props) {
  const t = useText();
  const language = useLanguage();
  const n = sets.length === 2 ? 2 : 3;
  const circles = CIRCLES[n];
  const nameOf = (ids: number[]) => ids.map((id) => sets.findIndex((set) => set.id === id)).join(",");
  return (
    <section className="hy-card" aria-label={t("segments:overlap.picture")}>
      <div className="hy-card-head">
        <h2>{t("segments:overlap.picture")}</h2>
      </div>
      <div className="hy-card-body">
        <ul className="hy-venn-legend">
          {sets.map((set, index) => (
            <li key={set.id} data-circle={CLASSES[index]}>
              <i aria-hidden />
              {set.name} <span className="hy-quiet hy-num">{shortCount(set.size, language)}</span>
            </li>
          ))}
        </ul>
        <svg className="hy-venn" viewBox={n === 2 ? "40 30 360 240" : "50 20 340 320"} aria-hidden="true">
          {circles.map((circle, index) => (
            <circle
              key={CLASSES[index]}
              data-circle={CLASSES[index]}
              cx={circle.x}
              cy={circle.y}
              r={circle.r}
            />
          ))}
          {regions.map((region) => {
            const place = PLACES[n][nameOf(region.in)];
            if (!place) return null;
            return (
              <text
                key={region.in.join()}
                x={place[0]}
                y={place[1]}
                data-empty={region.size === 0 || undefined}
              >
                {shortCount(region.size, language)}
                <title>{exactCount(region.size, language)}</title>
              </text>
            );
          })}
        </svg>
        <p className="hy-quiet hy-venn-note">{t("segments:overlap.notToScale")}</p>
      </div>
    </section>
  );
}
