import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { MetricCard } from "@/ui/MetricCard";
import { type AccountDay, type FollowerDay, sum } from "../model";

/** The period in eight numbers; what no day tells is a dash. */
export function FigureCards({ followers, days }: { followers: FollowerDay[]; days: AccountDay[] }) {
  const t = useText();
  const gained = followers.length ? sum(followers.map((day) => day.gained)) : null;
  const lost = followers.length ? sum(followers.map((day) => day.lost)) : null;
  const net = gained === null || lost === null ? null : gained - lost;
  const total = followers.findLast((day) => day.total !== null)?.total;
  const of = (key: "readers" | "sharers" | "messages" | "published") => {
    const told = days.map((day) => day[key]).filter((value) => value !== null);
    return { value: told.length ? sum(told) : null, trend: days.map((day) => day[key]) };
  };
  const cards = [
    { key: "total", value: total, trend: followers.map((day) => day.total) },
    { key: "net", value: net, trend: followers.map((day) => day.gained - day.lost) },
    { key: "gained", value: gained, trend: followers.map((day) => day.gained) },
    { key: "lost", value: lost, trend: followers.map((day) => day.lost) },
    { key: "readers", ...of("readers") },
    { key: "sharers", ...of("sharers") },
    { key: "messages", ...of("messages") },
    { key: "published", ...of("published") },
  ];
  return (
    <div className="hy-metrics">
      {cards.map(({ key, value, trend }) => (
        <MetricCard
          key={key}
          label={t(`official_account:figures.${key}`)}
          value={<Count value={value} />}
          trend={trend}
        />
      ))}
    </div>
  );
}
