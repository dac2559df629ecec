import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { answer, client } from "@/api/client";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { useChannelName } from "@/ui/ChannelName";
import { EmptyState } from "@/ui/EmptyState";
import { PersonChip } from "@/ui/PersonChip";
import { When } from "@/ui/When";
import "./live-code.css";

const SHOWN = 8;

/** Whom the code's channel brought last: the people behind the numbers. */
export function RecentPeople({ channel }: { channel: string }) {
  const t = useText();
  const nameOf = useChannelName();
  const may = useMay()("customers.read");
  const query = useQuery({
    queryKey: ["customers", "of-channel", channel],
    enabled: may,
    queryFn: ({ signal }) => {
      const asked = { channel, sort: "-first_seen_at", limit: SHOWN };
      return answer(client.GET("/api/customers", { params: { query: asked }, signal }));
    },
  });
  if (!may || !query.data) return null;
  const { items, total } = query.data;
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("live_codes:recent.title", { channel: nameOf(channel) })}</h2>
        {total > SHOWN && (
          <Link to={`/customers?channel=${encodeURIComponent(channel)}`}>
            {t("live_codes:recent.all", { n: total })}
          </Link>
        )}
      </div>
      {items.length ? (
        <ul className="hy-recent-people">
          {items.map((person) => (
            <li key={person.id}>
              <PersonChip
                id={person.id}
                name={person.name}
                avatar={person.avatar}
                detail={person.friends.map((friend) => friend.name).join(t("live_codes:comma")) || null}
              />
              <span className="hy-quiet">
                <When at={person.first_seen_at} />
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <EmptyState small title={t("live_codes:recent.none")} reason={t("live_codes:recent.noneWhy")} />
      )}
    </section>
  );
}
