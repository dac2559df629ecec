import { Segmented } from "antd";
import { Link } from "react-router";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { useFilters, useListState } from "@/ui/listState";
import { PersonChip } from "@/ui/PersonChip";
import { When } from "@/ui/When";
import { type MassDetail, type Member, type Recipient, reasonOf, TARGET_STATES } from "../model";
import { useRecipients } from "../queries";
import { StateTag } from "./StateTag";
import "./outreach.css";

const TABS = ["staff", "recipients"] as const;

/** Who of the staff has tapped, and what became of everybody it was for. */
export function Outcomes({ mass }: { mass: MassDetail }) {
  const t = useText();
  const filters = useFilters(["state"]);
  const shown = useFilters(["tab"]);
  const tab = shown.values.tab === "recipients" ? "recipients" : "staff";
  const what = mass.chat_type === "group" ? "groups" : "people";
  const switcher = (
    <Segmented
      aria-label={t("outreach:outcomes")}
      value={tab}
      options={TABS.map((value) => ({
        value,
        label: t(value === "staff" ? "outreach:members.title" : `outreach:recipients.${what}`),
      }))}
      onChange={(next) => shown.set({ tab: next === "recipients" ? "recipients" : null, state: null })}
    />
  );
  const fields = [
    {
      key: "state",
      kind: "choice" as const,
      label: t("outreach:recipients.state"),
      options: TARGET_STATES.map((value) => ({ value, label: t(`outreach:recipients.states.${value}`) })),
    },
  ];
  return (
    <section className="hy-stack" aria-label={t("outreach:outcomes")}>
      <FilterBar fields={tab === "recipients" ? fields : []} state={filters} extra={switcher} />
      {tab === "staff" ? <Staff mass={mass} /> : <Recipients mass={mass} state={filters.values.state} />}
    </section>
  );
}

function Staff({ mass }: { mass: MassDetail }) {
  const t = useText();
  const number = (key: "recipients" | "sent" | "waiting", title: string): Column<Member> => ({
    key,
    title,
    width: 100,
    number: true,
    render: (member) => <Count value={member[key]} />,
  });
  const columns: Column<Member>[] = [
    {
      key: "name",
      title: t("outreach:members.name"),
      width: 160,
      always: true,
      render: (member) => member.name ?? member.userid,
    },
    {
      key: "tapped",
      title: t("outreach:members.tapped"),
      width: 160,
      render: (member) => <HowFar member={member} />,
    },
    number("recipients", t("outreach:members.recipients")),
    number("sent", t("outreach:sent")),
    number("waiting", t("outreach:waiting")),
  ];
  return (
    <DataTable
      name="mass-members"
      label={t("outreach:members.title")}
      columns={columns}
      query={{
        data: { items: mass.members },
        error: null,
        isPending: false,
        isFetching: false,
        refetch: () => {},
      }}
      rowKey={(member) => mass.members.indexOf(member)}
      empty={<EmptyState title={t("outreach:members.none")} reason={t("outreach:members.noneWhy")} />}
    />
  );
}

function HowFar({ member }: { member: Member }) {
  const t = useText();
  if (member.confirmed_at) {
    return (
      <span>
        {t("outreach:members.did")} <When at={member.confirmed_at} />
      </span>
    );
  }
  return <span className="hy-quiet">{t(`outreach:members.states.${member.state}`)}</span>;
}

function Recipients({ mass, state }: { mass: MassDetail; state: string | undefined }) {
  const t = useText();
  const list = useListState();
  const query = useRecipients(mass.id, list, state);
  const names = new Map(mass.members.map((member) => [member.userid, member.name ?? member.userid]));
  const columns: Column<Recipient>[] = [
    {
      key: "name",
      title: t("outreach:recipients.name"),
      width: 200,
      always: true,
      render: (one) => <Who one={one} group={mass.chat_type === "group"} />,
    },
    {
      key: "state",
      title: t("outreach:recipients.state"),
      width: 110,
      render: (one) => <StateTag of="recipients.states" state={one.state} />,
    },
    {
      key: "reason",
      title: t("outreach:recipients.reason"),
      width: 200,
      render: (one) => (one.reason ? t(`outreach:reasons.${reasonOf(one.reason)}`) : "—"),
    },
    {
      key: "member",
      title: t("outreach:recipients.member"),
      width: 140,
      render: (one) => names.get(one.member) ?? one.member,
    },
    { key: "at", title: t("outreach:recipients.at"), width: 130, render: (one) => <When at={one.at} /> },
  ];
  return (
    <DataTable
      name="mass-recipients"
      label={t("outreach:recipients.people")}
      columns={columns}
      query={query}
      list={list}
      rowKey={(one) => `${one.member}/${one.person_id}/${one.group_id}/${one.at}/${one.name}`}
      empty={<EmptyState title={t("outreach:recipients.none")} />}
    />
  );
}

function Who({ one, group }: { one: Recipient; group: boolean }) {
  const t = useText();
  if (!group) return <PersonChip id={one.person_id} name={one.name} size="small" />;
  if (one.group_id === null) return <>{one.name ?? t("outreach:form.unnamedGroup")}</>;
  return <Link to={`/groups/${one.group_id}`}>{one.name || t("outreach:form.unnamedGroup")}</Link>;
}
