import { useText } from "@/i18n";
import { Money } from "@/ui/Money";
import { PersonChip } from "@/ui/PersonChip";
import { TagChips } from "@/ui/TagChips";
import { When } from "@/ui/When";
import type { CustomerRow } from "../model";
import { ChannelName } from "@/ui/ChannelName";
import "./customer-card.css";

const TAGS_SHOWN = 2;

/** A customer of the list on a phone. */
export function CustomerCard({ row }: { row: CustomerRow }) {
  const t = useText();
  return (
    <article className="hy-customer-card">
      <div>
        <PersonChip
          id={row.id}
          name={row.name}
          avatar={row.avatar}
          detail={row.phone_masked ?? <ChannelName value={row.channel} />}
        />
        <span className="hy-customer-card-end">
          <Money fen={row.gmv} short />
          <small className="hy-quiet">{t("customers:ordersOf", { n: row.orders })}</small>
        </span>
      </div>
      <div>
        {row.tags.length > 0 ? (
          <TagChips tags={row.tags} max={TAGS_SHOWN} />
        ) : (
          <small className="hy-quiet">{row.friends[0]?.name ?? ""}</small>
        )}
        <small className="hy-quiet">
          <When at={row.last_seen_at} />
        </small>
      </div>
    </article>
  );
}
