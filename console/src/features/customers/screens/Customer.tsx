import { useEffect } from "react";
import { useNavigate, useParams } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PageTabs } from "@/ui/PageTabs";
import type { CustomerDetail } from "../model";
import { CustomerSkeleton } from "../parts/CustomerSkeleton";
import { FriendsCard } from "../parts/FriendsCard";
import { HistoryPart } from "../parts/HistoryPart";
import { IdentitiesPart } from "../parts/IdentitiesPart";
import { OrdersPart } from "../parts/OrdersPart";
import { OpenConflicts, PersonHead, Totals } from "../parts/PersonHead";
import { PersonMenu } from "../parts/PersonMenu";
import { TagsCard } from "../parts/TagsCard";
import { TimelinePart } from "../parts/TimelinePart";
import { TraitsCard } from "../parts/TraitsCard";
import { useCustomer } from "../queries";

/** Everything about one customer, from whatever record they are found by. */
export default function Customer() {
  const t = useText();
  const navigate = useNavigate();
  const { id: asked, part } = useParams();
  const id = Number(asked);
  const query = useCustomer(id);
  const person = query.data;
  const back = { to: "/customers", label: t("customers:title") };

  // Someone who was merged is answered with whom they are now; the address follows.
  useEffect(() => {
    if (person && person.id !== id) void navigate(`/customers/${person.id}`, { replace: true });
  }, [person, id, navigate]);

  if (query.isPending) return <CustomerSkeleton />;
  if (!person) {
    return (
      <Page title={t("customers:customer")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  return (
    <Page
      title={person.name ?? t("ui:person.numbered", { id: person.id })}
      back={back}
      extra={<PersonMenu person={person} />}
    >
      <OpenConflicts person={person} />
      <PersonHead person={person} />
      <Totals totals={person.totals} />
      <Parts person={person} />
      <div className="hy-main-side">
        <Part person={person} name={part} />
        <aside className="hy-stack" aria-label={t("customers:aside")}>
          <TagsCard person={person} />
          <FriendsCard friends={person.friends} />
          <TraitsCard person={person} />
        </aside>
      </div>
    </Page>
  );
}

function Parts({ person }: { person: CustomerDetail }) {
  const t = useText();
  const may = useMay();
  const base = `/customers/${person.id}`;
  return (
    <PageTabs
      label={t("customers:parts.label")}
      tabs={[
        { to: base, label: t("customers:parts.timeline") },
        ...(may("orders.read")
          ? [{ to: `${base}/orders`, label: t("customers:parts.orders"), count: person.totals.orders }]
          : []),
        {
          to: `${base}/identities`,
          label: t("customers:parts.identities"),
          count: person.identifiers.length,
        },
        { to: `${base}/history`, label: t("customers:parts.history") },
      ]}
    />
  );
}

function Part({ person, name }: { person: CustomerDetail; name: string | undefined }) {
  const may = useMay();
  if (name === "orders" && may("orders.read")) return <OrdersPart id={person.id} />;
  if (name === "identities") return <IdentitiesPart person={person} />;
  if (name === "history") return <HistoryPart id={person.id} />;
  return <TimelinePart id={person.id} />;
}
