import { Button } from "antd";
import { Link, useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import type { FilterField } from "@/ui/filterFields";
import { type FilterState, useFilters, useListState } from "@/ui/listState";
import { MetricCard } from "@/ui/MetricCard";
import { Page } from "@/ui/Page";
import { PersonChip } from "@/ui/PersonChip";
import { When } from "@/ui/When";
import { type Conversation, type Conversations as Found, OPEN, STATES } from "../model";
import { ConversationCard } from "../parts/ConversationCard";
import { ConversationState } from "../parts/ConversationState";
import { ConversationTabs } from "../parts/ConversationTabs";
import { Words } from "../parts/Words";
import { useAccounts, useConversations } from "../queries";
import "../parts/chat.css";

export default function Conversations() {
  const t = useText();
  const navigate = useNavigate();
  const list = useListState();
  const filters = useFilters(["state", "account"]);
  const query = useConversations(list, filters.values);
  const accounts = useAccounts().data?.items ?? [];
  const fields: FilterField[] = [
    {
      key: "state",
      kind: "choice",
      label: t("conversations:state"),
      options: STATES.map((value) => ({ value, label: t(`conversations:states.${value}`) })),
    },
  ];
  if (accounts.length > 1) {
    fields.push({
      key: "account",
      kind: "choice",
      label: t("conversations:account"),
      options: accounts.map((one) => ({ value: one.open_kfid, label: one.name || one.open_kfid })),
    });
  }
  return (
    <Page title={t("conversations:title")} purpose={t("conversations:purpose")} bar={<ConversationTabs />}>
      <ByState found={query.data} filters={filters} />
      <FilterBar fields={fields} state={filters} />
      <DataTable
        name="conversations"
        label={t("conversations:title")}
        columns={useColumns()}
        query={query}
        list={list}
        rowKey={(one) => one.id}
        onOpen={(one) => void navigate(`/conversations/${one.id}`)}
        phone={(one) => <ConversationCard one={one} />}
        empty={Object.keys(filters.values).length ? <NoMatch onClear={filters.reset} /> : <None />}
      />
    </Page>
  );
}

function ByState({ found, filters }: { found: Found | undefined; filters: FilterState }) {
  const t = useText();
  const chosen = filters.values.state;
  return (
    <div className="hy-metrics">
      {OPEN.map((state) => (
        <MetricCard
          key={state}
          label={t(`conversations:states.${state}`)}
          value={<Count value={found?.by_state[state] ?? 0} />}
          chosen={chosen === state}
          onChoose={() => filters.set({ state: chosen === state ? null : state })}
        />
      ))}
    </div>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  const t = useText();
  return (
    <EmptyState
      title={t("conversations:noMatch")}
      action={<Button onClick={onClear}>{t("ui:reset")}</Button>}
    />
  );
}

function None() {
  const t = useText();
  const may = useMay()("connections.write");
  return (
    <EmptyState
      title={t("conversations:none")}
      reason={t("conversations:noneWhy")}
      action={may && <Link to="/conversations/accounts">{t("conversations:seeAccounts")}</Link>}
    />
  );
}

function useColumns(): Column<Conversation>[] {
  const t = useText();
  return [
    {
      key: "person",
      title: t("conversations:customer"),
      width: 160,
      always: true,
      render: (one) => <PersonChip id={one.person_id} name={one.person_name} size="small" plain />,
    },
    {
      key: "last",
      title: t("conversations:last"),
      width: 280,
      render: (one) => <span className="hy-talk-last">{one.last ? <Words line={one.last} /> : "—"}</span>,
    },
    {
      key: "state",
      title: t("conversations:state"),
      width: 110,
      render: (one) => <ConversationState state={one.state} />,
    },
    {
      key: "servicer",
      title: t("conversations:servicer"),
      width: 110,
      render: (one) => one.servicer_name ?? "—",
    },
    {
      key: "account",
      title: t("conversations:account"),
      width: 140,
      render: (one) => one.account_name || one.open_kfid,
    },
    {
      key: "asked_at",
      title: t("conversations:asked"),
      width: 120,
      render: (one) => <When at={one.asked_at} />,
    },
    {
      key: "left",
      title: t("conversations:left"),
      width: 100,
      number: true,
      render: (one) => <Count value={one.messages_left} />,
    },
  ];
}
