import { useMemo } from "react";
import { useLabel, useText } from "@/i18n";
import { FilterBar } from "@/ui/FilterBar";
import { type FilterField, filterNames } from "@/ui/filterFields";
import { useFilters } from "@/ui/listState";
import { Page } from "@/ui/Page";
import type { LiveEvent } from "../model";
import { EventTabs } from "../parts/EventTabs";
import { LiveStream } from "../parts/LiveStream";
import { useCatalog } from "../queries";

const ROWS = 100;

function matches(event: LiveEvent, values: Record<string, string>): boolean {
  if (values.known === "yes" && !event.person_id) return false;
  if (values.known === "no" && event.person_id) return false;
  if (!values.q) return true;
  const text = JSON.stringify([event.event, event.label, event.person_name, event.channel, event.properties]);
  return text.toLowerCase().includes(values.q.toLowerCase());
}

export default function Live() {
  const t = useText();
  const label = useLabel();
  const catalog = useCatalog().data?.items;
  const fields = useMemo<FilterField[]>(
    () => [
      {
        key: "event",
        kind: "choice",
        label: t("events:event"),
        options: (catalog ?? []).map((kind) => ({ value: kind.name, label: label(kind.label) || kind.name })),
      },
      {
        key: "known",
        kind: "choice",
        label: t("events:live.person"),
        options: [
          { value: "yes", label: t("events:live.known") },
          { value: "no", label: t("events:live.unknown") },
        ],
      },
    ],
    [catalog, t, label],
  );
  const state = useFilters([...filterNames(fields), "q"]);
  const filtered = Object.keys(state.values).length > 0;
  return (
    <Page title={t("events:live.page")} purpose={t("events:live.purpose")} bar={<EventTabs />}>
      <FilterBar fields={fields} state={state} search={t("events:live.search")} />
      <LiveStream
        rows={ROWS}
        event={state.values.event}
        filter={filtered ? (event) => matches(event, state.values) : undefined}
      />
    </Page>
  );
}
