import type { ReactNode } from "react";
import { useLabel, useLanguage, useText } from "@/i18n";
import { exactCount, exactMoney } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { useChannelName } from "@/ui/ChannelName";
import { PersonChip } from "@/ui/PersonChip";
import { TagChips } from "@/ui/TagChips";
import { When } from "@/ui/When";
import { differs, paired } from "../comparing";
import type { CustomerDetail, Identifier, Trait } from "../model";
import { traitText } from "../traits";
import { sourceName } from "./sources";
import { useTraits } from "./useTraits";
import "./comparison.css";

interface Props {
  left: CustomerDetail;
  right: CustomerDetail;
  /** Whose number stays, once that is chosen. */
  kept?: number;
}

/** Two customers beside each other: what they are recognised by, what they bought, what is known about them. */
export function Comparison({ left, right, kept }: Props) {
  const t = useText();
  const head = (person: CustomerDetail) => (
    <th scope="col">
      <PersonChip
        id={person.id}
        name={person.name}
        avatar={person.avatar}
        detail={
          kept === person.id
            ? t("customers:compare.keeps", { id: person.id })
            : person.name && t("ui:person.numbered", { id: person.id })
        }
      />
    </th>
  );
  return (
    <table className="hy-compare" aria-label={t("customers:compare.label")}>
      <thead>
        <tr>
          <td />
          {head(left)}
          {head(right)}
        </tr>
      </thead>
      <Identifiers left={left} right={right} />
      <Facts left={left} right={right} />
      <Traits left={left} right={right} />
    </table>
  );
}

function Line({
  label,
  left,
  right,
  differ,
}: {
  label: string;
  left: ReactNode;
  right: ReactNode;
  differ?: boolean;
}) {
  if (!left && !right) return null;
  return (
    <tr data-differs={differ || undefined}>
      <th scope="row">{label}</th>
      <td>{left || <span className="hy-quiet">—</span>}</td>
      <td>{right || <span className="hy-quiet">—</span>}</td>
    </tr>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <tbody>
      <tr className="hy-compare-part">
        <th colSpan={3} scope="rowgroup">
          {title}
        </th>
      </tr>
      {children}
    </tbody>
  );
}

function Identifiers({ left, right }: Props) {
  const t = useText();
  const label = useLabel();
  const rows = paired(left.identifiers, right.identifiers, (one) => one.kind);
  const values = (found: Identifier[] | null) =>
    found?.map((one) => (
      <div key={one.id}>
        {one.value_masked}
        <small>
          {one.evidence[0] ? `${sourceName(t, one.evidence[0].source)} · ` : ""}
          <When at={one.last_seen_at} />
        </small>
      </div>
    ));
  return (
    <Part title={t("customers:identities.title")}>
      {rows.map((row) => (
        <Line
          key={row.key}
          label={label((row.left ?? row.right)?.[0]?.label) || row.key}
          left={values(row.left)}
          right={values(row.right)}
          differ={!!row.left && !!row.right}
        />
      ))}
    </Part>
  );
}

/** Numbers differ between any two people: only what says who somebody is stands out. */
function Facts({ left, right }: Props) {
  const t = useText();
  const language = useLanguage();
  const channelName = useChannelName();
  const owners = (one: CustomerDetail) =>
    one.friends
      .filter((friend) => !friend.removed_at)
      .map((friend) => friend.staff_name)
      .join("、") || null;
  const both = (read: (one: CustomerDetail) => ReactNode) => ({ left: read(left), right: read(right) });
  const city = { left: left.city, right: right.city };
  return (
    <Part title={t("customers:compare.facts")}>
      <Line label={t("customers:gmv")} {...both((one) => exactMoney(one.totals.gmv, language))} />
      <Line label={t("customers:orders")} {...both((one) => exactCount(one.totals.orders, language))} />
      <Line
        label={t("customers:lastOrder")}
        {...both((one) => one.totals.last_order_at && <When at={one.totals.last_order_at} />)}
      />
      <Line label={t("customers:events")} {...both((one) => exactCount(one.totals.events, language))} />
      <Line label={t("customers:firstSeen")} {...both((one) => <When at={one.first_seen_at} />)} />
      <Line label={t("customers:lastSeen")} {...both((one) => <When at={one.last_seen_at} />)} />
      <Line label={t("customers:channel")} {...both((one) => one.channel && channelName(one.channel))} />
      <Line label={t("customers:head.owner")} {...both(owners)} />
      <Line label={t("customers:conflicts.facts.city")} {...city} differ={differs(city)} />
      <Line
        label={t("customers:tags")}
        {...both((one) => one.tags.length > 0 && <TagChips tags={one.tags} />)}
      />
    </Part>
  );
}

const SHOWN_ELSEWHERE = ["avatar", "city", "name"];

function Traits({ left, right }: Props) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const timezone = useTimezone();
  const definitions = useTraits();
  const known = (person: CustomerDetail) =>
    person.traits.filter((trait) => !SHOWN_ELSEWHERE.includes(trait.key));
  const rows = paired(known(left), known(right), (trait) => trait.key);
  const text = (found: Trait[] | null, key: string) =>
    found &&
    traitText(
      found[0]?.value,
      definitions.find((one) => one.key === key),
      { t, language, timezone },
    );
  if (!rows.length) return null;
  return (
    <Part title={t("customers:traits.title")}>
      {rows.map((row) => {
        const said = { left: text(row.left, row.key), right: text(row.right, row.key) };
        const name = label((row.left ?? row.right)?.[0]?.label) || row.key;
        return <Line key={row.key} label={name} {...said} differ={differs(said)} />;
      })}
    </Part>
  );
}
