import { Tag as Badge } from "antd";
import { Link } from "react-router";
import { useText } from "@/i18n";
import type { Tag } from "../model";

const COLOUR: Record<string, string> = { in_step: "green", waiting: "blue", conflict: "gold", failed: "red" };

/** Whether the tag is the same on WeCom and the official accounts. */
export function SyncCard({ tag }: { tag: Tag }) {
  const t = useText();
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("tags:sync.title")}</h2>
        <Link to="/tags/sync">{t("tags:tabs.sync")}</Link>
      </div>
      <div className="hy-card-body">
        {tag.synced.length ? (
          <ul className="hy-sync-marks">
            {tag.synced.map((mark) => (
              <li key={`${mark.kind}/${mark.account}`}>
                <div>
                  <span>
                    {t(`tags:sync.kinds.${mark.kind}`, { defaultValue: mark.kind })}{" "}
                    <span className="hy-quiet">{mark.account}</span>
                  </span>
                  <Badge variant="filled" color={COLOUR[mark.state]}>
                    {t(`tags:sync.states.${mark.state}`, { defaultValue: mark.state })}
                  </Badge>
                </div>
                {(mark.reason || mark.error) && (
                  <small className="hy-quiet">
                    {[
                      mark.reason && t(`tags:sync.reasons.${mark.reason}`, { defaultValue: mark.reason }),
                      mark.error,
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </small>
                )}
              </li>
            ))}
          </ul>
        ) : (
          <span className="hy-quiet">{t("tags:sync.notLinked")}</span>
        )}
      </div>
    </section>
  );
}
