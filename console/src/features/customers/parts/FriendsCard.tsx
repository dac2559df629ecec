import { Tag } from "antd";
import { Link } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { When } from "@/ui/When";
import type { Friendship } from "../model";
import { ChannelName } from "@/ui/ChannelName";

/** Who of the staff knows this customer, and how they met; ended friendships stay in view, quietly. */
export function FriendsCard({ friends }: { friends: Friendship[] }) {
  const t = useText();
  return (
    <section className="hy-card hy-side-card">
      <div className="hy-card-head">
        <h2>{t("customers:friendships.title")}</h2>
      </div>
      <div className="hy-card-body">
        {friends.length ? (
          <ul>
            {friends.map((friend) => (
              <FriendLine key={`${friend.staff_id}/${friend.added_at}`} friend={friend} />
            ))}
          </ul>
        ) : (
          <span className="hy-quiet">{t("customers:friendships.none")}</span>
        )}
      </div>
    </section>
  );
}

function FriendLine({ friend }: { friend: Friendship }) {
  const t = useText();
  const may = useMay();
  const way = t(`customers:ways.w${friend.add_way ?? 0}`, { defaultValue: t("customers:ways.w0") });
  return (
    <li>
      <div className="hy-side-line">
        <span>
          {friend.staff_name}
          {friend.store_name && <span className="hy-quiet"> · {friend.store_name}</span>}
        </span>
        {friend.removed_at && (
          <Tag variant="filled">
            {t(`customers:friendships.removedBy.${friend.removed_by ?? "unknown"}`, {
              defaultValue: t("customers:friendships.removedBy.unknown"),
            })}
          </Tag>
        )}
      </div>
      <small>
        {t("customers:friendships.added")} <When at={friend.added_at} />
        {friend.removed_at && (
          <>
            {" → "}
            <When at={friend.removed_at} />
          </>
        )}
      </small>
      <small>
        {way}
        {friend.channel && (
          <>
            {" · "}
            <ChannelName value={friend.channel} />
          </>
        )}
        {friend.live_code_id !== null && may("live_codes.read") && (
          <>
            {" · "}
            <Link to={`/live-codes/${friend.live_code_id}`}>{t("customers:friendships.code")}</Link>
          </>
        )}
      </small>
      {friend.remark && <small>{t("customers:friendships.remark", { text: friend.remark })}</small>}
    </li>
  );
}
