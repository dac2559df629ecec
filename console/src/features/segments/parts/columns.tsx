import { Tag } from "antd";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import type { Column } from "@/ui/DataTable";
import { RuleSentence } from "@/ui/RuleSentence";
import { Sparkline } from "@/ui/Sparkline";
import { When } from "@/ui/When";
import type { Segment } from "../model";
import "./segments.css";

export function useSegmentColumns(): Column<Segment>[] {
  const t = useText();
  return [
    {
      key: "name",
      title: t("segments:name"),
      width: 220,
      always: true,
      sort: true,
      render: (segment) => <SegmentName segment={segment} />,
    },
    {
      key: "rule",
      title: t("segments:mine.rule"),
      width: 420,
      render: (segment) => (
        <span className="hy-quiet">
          <RuleSentence plain sentence={segment.sentence} lines={2} />
        </span>
      ),
    },
    {
      key: "size",
      title: t("segments:mine.size"),
      width: 100,
      number: true,
      sort: true,
      render: (segment) => <Size segment={segment} />,
    },
    {
      key: "trend",
      title: t("segments:mine.trend"),
      width: 108,
      render: ({ trend }) =>
        trend.length > 1 ? (
          <span className="hy-segment-trend">
            <Sparkline values={trend.map(({ size }) => size)} />
          </span>
        ) : (
          <span className="hy-quiet">—</span>
        ),
    },
    {
      key: "used_by",
      title: t("segments:mine.used"),
      width: 88,
      number: true,
      render: ({ used_by }) =>
        used_by ? t("segments:usedPlaces", { n: used_by }) : <span className="hy-quiet">—</span>,
    },
    {
      key: "updated_at",
      title: t("segments:mine.updated"),
      width: 116,
      sort: true,
      render: ({ updated_at }) => <When at={updated_at} />,
    },
    {
      key: "updated_by",
      title: t("segments:mine.by"),
      width: 110,
      hidden: true,
      render: ({ updated_by }) => updated_by ?? "—",
    },
  ];
}

function SegmentName({ segment }: { segment: Segment }) {
  const t = useText();
  return (
    <span className="hy-segment-name">
      <b>{segment.name}</b>
      {segment.status === "archived" && <Tag>{t("segments:statuses.archived")}</Tag>}
      {segment.description && <small>{segment.description}</small>}
    </span>
  );
}

export function Size({ segment: { size } }: { segment: Pick<Segment, "size"> }) {
  const t = useText();
  if (size === null) return <span className="hy-quiet">{t("segments:evaluating")}</span>;
  return <Count value={size} />;
}
