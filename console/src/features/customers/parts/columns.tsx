import { Tooltip } from "antd";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import type { Column } from "@/ui/DataTable";
import { Money } from "@/ui/Money";
import { PersonChip } from "@/ui/PersonChip";
import { TagChips } from "@/ui/TagChips";
import { When } from "@/ui/When";
import type { CustomerRow } from "../model";
import { ChannelName } from "@/ui/ChannelName";

/** Two fit into the cell; of more, one and how many others. */
const shownOf = (tags: unknown[]) => (tags.length > 2 ? 1 : 2);

export function useCustomerColumns(): Column<CustomerRow>[] {
  const t = useText();
  return [
    {
      key: "name",
      title: t("customers:customer"),
      width: 180,
      always: true,
      sort: true,
      render: (row) => (
        <PersonChip
          id={row.id}
          name={row.name}
          avatar={row.avatar}
          detail={row.phone_masked ?? t("customers:noPhone")}
        />
      ),
    },
    {
      key: "channel",
      title: t("customers:channel"),
      width: 110,
      sort: true,
      render: (row) => <ChannelName value={row.channel} />,
    },
    {
      key: "tags",
      title: t("customers:tags"),
      width: 176,
      render: (row) => <TagChips tags={row.tags} max={shownOf(row.tags)} />,
    },
    {
      key: "friends",
      title: t("customers:friends"),
      width: 172,
      render: (row) => <Friends row={row} />,
    },
    {
      key: "orders",
      title: t("customers:orders"),
      width: 84,
      number: true,
      sort: true,
      render: (row) => <Count value={row.orders} />,
    },
    {
      key: "gmv",
      title: t("customers:gmv"),
      width: 116,
      number: true,
      sort: true,
      render: (row) => <Money fen={row.gmv} />,
    },
    {
      key: "last_seen_at",
      title: t("customers:lastSeen"),
      width: 110,
      sort: true,
      render: (row) => <When at={row.last_seen_at} />,
    },
    {
      key: "first_seen_at",
      title: t("customers:firstSeen"),
      width: 110,
      sort: true,
      hidden: true,
      render: (row) => <When at={row.first_seen_at} />,
    },
    {
      key: "last_order_at",
      title: t("customers:lastOrder"),
      width: 120,
      sort: true,
      hidden: true,
      render: (row) => <When at={row.last_order_at} />,
    },
    {
      key: "events",
      title: t("customers:events"),
      width: 100,
      number: true,
      sort: true,
      hidden: true,
      render: (row) => <Count value={row.events} />,
    },
    {
      key: "last_channel",
      title: t("customers:lastChannel"),
      width: 120,
      sort: true,
      hidden: true,
      render: (row) => <ChannelName value={row.last_channel} />,
    },
  ];
}

function Friends({ row: { friends } }: { row: CustomerRow }) {
  const [first, ...rest] = friends;
  if (!first) return <span className="hy-quiet">—</span>;
  const all = friends.map((friend) => [friend.name, friend.store].filter(Boolean).join(" · ")).join("\n");
  return (
    <Tooltip title={<span style={{ whiteSpace: "pre-line" }}>{all}</span>}>
      <span>
        {first.name}
        {first.store && <span className="hy-quiet"> · {first.store}</span>}
        {rest.length > 0 && <span className="hy-quiet"> +{rest.length}</span>}
      </span>
    </Tooltip>
  );
}
