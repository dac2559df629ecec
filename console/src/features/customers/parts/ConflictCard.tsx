import { App, Button, Skeleton, Tooltip } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLabel, useLanguage, useText } from "@/i18n";
import { exactMoney } from "@/i18n/format";
import { useChannelName } from "@/ui/ChannelName";
import { PersonChip } from "@/ui/PersonChip";
import { When } from "@/ui/When";
import type { Conflict, CustomerDetail, Decision } from "../model";
import { useCustomer, useResolveConflict } from "../queries";
import { Comparison } from "./Comparison";
import { sourceName } from "./sources";
import { useToldMerge } from "./useToldMerge";
import "./identities.css";

/** Two customers that may be one: what speaks for it, the two side by side, and the decision. */
export function ConflictCard({ conflict }: { conflict: Conflict }) {
  const t = useText();
  const label = useLabel();
  const [left, right] = conflict.persons as [number, number];
  const one = useCustomer(left).data;
  const other = useCustomer(right).data;
  const seen = conflict.identifiers
    .map((identifier) => `${label(identifier.label)} ${identifier.value_masked}`)
    .join(t("customers:conflicts.and"));
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("customers:conflicts.title", { reason: label(conflict.label) })}</h2>
      </div>
      <div className="hy-card-body">
        <p className="hy-conflict-why">
          {t("customers:conflicts.why", { seen, source: sourceName(t, conflict.source), n: conflict.times })}
        </p>
        <div className="hy-conflict-pair">
          <Side id={left} person={one} other={other} />
          <Side id={right} person={other} other={one} />
        </div>
        {one && other && <Whole left={one} right={other} />}
        <div className="hy-conflict-foot">
          <Decide conflict={conflict} />
          <small>
            {conflict.decided_at && conflict.decided_by ? (
              <>
                {conflict.decided_by} · <When at={conflict.decided_at} />
              </>
            ) : (
              <>
                {t("customers:conflicts.last")} <When at={conflict.last_at} />
              </>
            )}
          </small>
        </div>
      </div>
    </section>
  );
}

/** Everything about both, once somebody wants to look closer. */
function Whole({ left, right }: { left: CustomerDetail; right: CustomerDetail }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <div className="hy-conflict-whole">
      <Button type="text" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? "customers:compare.less" : "customers:compare.whole")}
      </Button>
      {open && <Comparison left={left} right={right} />}
    </div>
  );
}

function Decide({ conflict }: { conflict: Conflict }) {
  const t = useText();
  const language = useLanguage();
  const may = useMay();
  const navigate = useNavigate();
  const here = useParams().id;
  const { modal, message } = App.useApp();
  const resolve = useResolveConflict();
  const told = useToldMerge();
  const [winner, loser] = conflict.persons as [number, number];

  const decide = async (decision: Decision) => {
    try {
      const { merge_id } = await resolve.mutateAsync({ id: conflict.id, decision });
      if (merge_id === null) return void message.success(t("customers:conflicts.kept"));
      if (here && Number(here) !== winner)
        void navigate(`/customers/${winner}/identities`, { replace: true });
      told({ id: merge_id, winner, loser });
    } catch (error) {
      void message.error(asRefusal(error).text(language));
    }
  };
  const ask = (decision: Decision) =>
    modal.confirm({
      title: t(`customers:conflicts.ask.${decision}`),
      content: t(`customers:conflicts.askWhy.${decision}`, { winner, loser }),
      okText: t(`customers:conflicts.${decision}`),
      cancelText: t("ui:cancel"),
      onOk: () => decide(decision),
    });
  const mayDecide = may("identity.write");
  return (
    <Tooltip title={mayDecide ? undefined : t("customers:conflicts.mayNot")}>
      <span style={{ display: "inline-flex", gap: 8 }}>
        <Button
          size="small"
          type="primary"
          disabled={!mayDecide}
          loading={resolve.isPending}
          onClick={() => ask("merge")}
        >
          {t("customers:conflicts.merge")}
        </Button>
        {conflict.state === "open" && (
          <Button size="small" disabled={!mayDecide || resolve.isPending} onClick={() => ask("keep_apart")}>
            {t("customers:conflicts.keep_apart")}
          </Button>
        )}
      </span>
    </Tooltip>
  );
}

interface SideProps {
  id: number;
  person: CustomerDetail | undefined;
  other: CustomerDetail | undefined;
}

function Side({ id, person, other }: SideProps) {
  const t = useText();
  const channelName = useChannelName();
  const language = useLanguage();
  if (!person) return <Skeleton active paragraph={{ rows: 3 }} title={{ width: "40%" }} />;
  const facts: [string, (one: CustomerDetail) => string | null][] = [
    ["phone", (one) => one.phone_masked],
    ["channel", (one) => one.channel && channelName(one.channel)],
    ["owner", (one) => one.friends.find((friend) => !friend.removed_at)?.staff_name ?? null],
    ["city", (one) => one.city],
    [
      "spent",
      (one) =>
        `${exactMoney(one.totals.gmv, language)} · ${t("customers:ordersOf", { n: one.totals.orders })}`,
    ],
  ];
  return (
    <div>
      <PersonChip
        id={id}
        name={person.name}
        avatar={person.avatar}
        detail={t("ui:person.numbered", { id })}
      />
      <dl>
        {facts.map(([name, read]) => {
          const value = read(person);
          return [
            <dt key={name}>{t(`customers:conflicts.facts.${name}`)}</dt>,
            <dd key={`${name}=`} data-differs={!!other && !!value && !!read(other) && read(other) !== value}>
              {value || "—"}
            </dd>,
          ];
        })}
      </dl>
    </div>
  );
}
