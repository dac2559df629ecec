import { Tag } from "antd";
import { useText } from "@/i18n";
import { RuleSentence } from "@/ui/RuleSentence";
import { When } from "@/ui/When";
import type { Segment } from "../model";
import { Size } from "./columns";
import "./segments.css";

/** A segment on a phone. */
export function SegmentCard({ segment, onOpen }: { segment: Segment; onOpen: () => void }) {
  const t = useText();
  return (
    <article className="hy-segment-card">
      <div>
        <button type="button" onClick={onOpen}>
          {segment.name}
        </button>
        {segment.status === "archived" && <Tag>{t("segments:statuses.archived")}</Tag>}
        <span>
          <Size segment={segment} />
        </span>
      </div>
      <RuleSentence plain sentence={segment.sentence} lines={2} />
      <small>
        <When at={segment.updated_at} />
        {segment.used_by > 0 &&
          ` · ${t("segments:mine.used")} ${t("segments:usedPlaces", { n: segment.used_by })}`}
      </small>
    </article>
  );
}
