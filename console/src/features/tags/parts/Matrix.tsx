import { Tooltip } from "antd";
import { useState } from "react";
import { useLanguage, useText } from "@/i18n";
import { exactCount, percent, shortCount } from "@/i18n/format";
import type { Behind } from "@/ui/behind";
import { PeopleBehind } from "@/ui/PeopleBehind";
import type { PlacedTag } from "../model";
import { useOverlap } from "../queries";

const WARMEST = 46; // percent of accent in the surface; dark text stays readable on it

/** How many wear both of two tags; warmer the larger the share of the smaller one. */
export function Matrix({ tags }: { tags: PlacedTag[] }) {
  const t = useText();
  const language = useLanguage();
  const [behind, setBehind] = useState<Behind | null>(null);
  const pairs = useOverlap(tags.map((tag) => tag.id)).data?.items ?? [];
  const pairOf = (one: PlacedTag, other: PlacedTag) =>
    pairs.find(({ a, b }) => (a === one.id && b === other.id) || (a === other.id && b === one.id));
  const rows = tags.slice(1);
  return (
    <div className="hy-matrix">
      <table aria-label={t("tags:usage.matrix")}>
        <thead>
          <tr>
            <td />
            {tags.slice(0, -1).map((tag) => (
              <th key={tag.id} scope="col" title={tag.name}>
                {tag.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.id}>
              <th scope="row" title={row.name}>
                {row.name}
              </th>
              {tags.slice(0, index + 1).map((column) => {
                const pair = pairOf(row, column);
                const both = pair?.both ?? 0;
                const said = t("tags:usage.matrixSays", {
                  a: column.name,
                  b: row.name,
                  n: exactCount(both, language),
                });
                return (
                  <td
                    key={column.id}
                    style={{
                      background: `color-mix(in srgb, var(--hy-accent) ${Math.round((pair?.share ?? 0) * WARMEST)}%, var(--hy-hover))`,
                    }}
                  >
                    <Tooltip
                      title={
                        pair
                          ? `${said} · ${t("tags:overlap.share", { share: percent(pair.share, 0) })}`
                          : said
                      }
                    >
                      <button
                        type="button"
                        aria-label={said}
                        disabled={!both}
                        onClick={() =>
                          setBehind({
                            title: `${column.name} + ${row.name}`,
                            tree: {
                              kind: "all",
                              of: [{ kind: "tag", has: "all", tags: [column.id, row.id] }],
                            },
                          })
                        }
                      >
                        <span className="hy-num">{shortCount(both, language)}</span>
                      </button>
                    </Tooltip>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <PeopleBehind behind={behind} onClose={() => setBehind(null)} />
    </div>
  );
}
