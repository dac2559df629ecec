import { useLabel, useLanguage, useText } from "@/i18n";
import { exactCount, percent } from "@/i18n/format";
import { Count } from "@/ui/Count";
import { useAppearance } from "@/ui/theme";
import { When } from "@/ui/When";
import { Recounting } from "./Recounting";
import type { Behind } from "@/ui/behind";
import { type LifecycleBoard, layerTree } from "../model";
import { peopleOfLayer } from "../queries";

interface Props {
  board: LifecycleBoard;
  onPeople: (behind: Behind) => void;
}

/** All customers as one bar, and each layer with what puts somebody there. */
export function Layers({ board, onPeople }: Props) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const { tokens } = useAppearance();
  const colour = (index: number) => tokens.chart[index % tokens.chart.length];
  return (
    <section className="hy-card" aria-label={t("boards:lifecycle.layers")}>
      <div className="hy-card-head">
        <h2>
          {t("boards:lifecycle.layers")}
          {board.as_of && (
            <small className="hy-quiet hy-board-asof">
              <When at={board.as_of} />
            </small>
          )}
          {board.counting && <Recounting />}
        </h2>
      </div>
      <div className="hy-card-body">
        <div className="hy-layers-bar" aria-hidden="true">
          {board.layers.map(
            (layer, index) =>
              layer.people > 0 && (
                <i key={layer.key} style={{ flexGrow: layer.people, background: colour(index) }} />
              ),
          )}
        </div>
        <ul className="hy-layers">
          {board.layers.map((layer, index) => (
            <li key={layer.key}>
              <button
                type="button"
                aria-label={t("boards:lifecycle.layerSays", {
                  name: label(layer.label),
                  n: exactCount(layer.people, language),
                  share: percent(layer.share),
                })}
                onClick={() =>
                  onPeople({
                    title: label(layer.label),
                    tree: layerTree([layer.key]),
                    page: peopleOfLayer({ layer: layer.key }),
                  })
                }
              >
                <span className="hy-layers-line">
                  <span>
                    <i style={{ background: colour(index) }} />
                    {label(layer.label)}
                  </span>
                  <span>
                    <b>
                      <Count value={layer.people} />
                    </b>{" "}
                    <span className="hy-quiet hy-num">{percent(layer.share)}</span>
                  </span>
                </span>
                <small className="hy-quiet">{label(layer.explanation)}</small>
              </button>
            </li>
          ))}
        </ul>
        <ul className="hy-layers hy-flags" aria-label={t("boards:lifecycle.flags")}>
          {board.flags.map((flag) => (
            <li key={flag.key}>
              <button
                type="button"
                onClick={() =>
                  onPeople({ title: label(flag.label), page: peopleOfLayer({ flag: flag.key }) })
                }
              >
                <span className="hy-layers-line">
                  {label(flag.label)}
                  <b>
                    <Count value={flag.people} />
                  </b>
                </span>
                <small className="hy-quiet">{label(flag.explanation)}</small>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
