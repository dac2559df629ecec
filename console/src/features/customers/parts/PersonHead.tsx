import { Alert } from "antd";
import { Link } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { Masked } from "@/ui/Masked";
import { MetricCard } from "@/ui/MetricCard";
import { Money } from "@/ui/Money";
import { When } from "@/ui/When";
import type { CustomerDetail } from "../model";
import { reveal } from "../queries";
import { ChannelName } from "@/ui/ChannelName";
import "./person-head.css";

const HUES = 8;

/** Who this is, at a glance. */
export function PersonHead({ person }: { person: CustomerDetail }) {
  const t = useText();
  const may = useMay();
  const owners = person.friends.filter((friend) => !friend.removed_at);
  return (
    <section className="hy-card hy-person-head" aria-label={t("customers:head.label")}>
      {person.avatar ? (
        <img className="hy-face" src={person.avatar} alt="" referrerPolicy="no-referrer" />
      ) : (
        <i className="hy-face" data-hue={person.id % HUES} aria-hidden>
          {person.name ? [...person.name][0] : "·"}
        </i>
      )}
      <dl>
        <Fact label={t("customers:head.phone")}>
          <Masked
            value={person.phone_masked}
            label={t("customers:head.phone")}
            reveal={may("customers.reveal") ? (reason) => reveal(person.id, "phone", reason) : undefined}
          />
        </Fact>
        <Fact label={t("customers:channel")}>
          <ChannelName value={person.channel} />
        </Fact>
        <Fact label={t("customers:head.owner")}>
          {owners.length ? owners.map((friend) => friend.staff_name).join("、") : t("customers:head.noOwner")}
        </Fact>
        <Fact label={t("customers:firstSeen")}>
          <When at={person.first_seen_at} />
        </Fact>
        <Fact label={t("customers:lastSeen")}>
          <When at={person.last_seen_at} />
        </Fact>
        {(person.gender || person.city) && (
          <Fact label={t("customers:head.about")}>
            {[
              person.gender && t(`customers:genders.${person.gender}`, { defaultValue: person.gender }),
              person.city,
            ]
              .filter(Boolean)
              .join(" · ")}
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Totals({ totals }: { totals: CustomerDetail["totals"] }) {
  const t = useText();
  return (
    <div className="hy-metrics hy-person-totals">
      <MetricCard label={t("customers:gmv")} value={<Money fen={totals.gmv} short />} />
      <MetricCard label={t("customers:orders")} value={<Count value={totals.orders} />} />
      <MetricCard
        label={t("customers:average")}
        value={<Money fen={totals.orders ? totals.average : null} short />}
      />
      <MetricCard label={t("customers:lastOrder")} value={<When at={totals.last_order_at} />} />
      <MetricCard label={t("customers:events")} value={<Count value={totals.events} />} />
    </div>
  );
}

/** Open questions about who this is come first: numbers below may belong to two people. */
export function OpenConflicts({ person }: { person: CustomerDetail }) {
  const t = useText();
  const may = useMay();
  if (!person.conflicts.length) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t("customers:conflicts.open", { n: person.conflicts.length })}
      action={
        may("identity.read") && (
          <Link to={`/customers/${person.id}/identities`}>{t("customers:conflicts.look")}</Link>
        )
      }
    />
  );
}
