import { Segmented } from "antd";
import { useState } from "react";
import { useLabel, useLanguage, useText } from "@/i18n";
import { useTimezone } from "@/i18n/timezone";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { TableSkeleton } from "@/ui/Skeletons";
import { type Moment, Timeline } from "@/ui/Timeline";
import { type Change, changesOf } from "../history";
import { useTagHistory, useTraitHistory } from "../queries";
import { traitText } from "../traits";
import { sourceName } from "./sources";
import { useTraits } from "./useTraits";

type Shown = "all" | "traits" | "tags";
const SHOWN: Shown[] = ["all", "traits", "tags"];

/** How what we know of a customer came about: every change of a trait and of a tag, with who or what did it. */
export function HistoryPart({ id }: { id: number }) {
  const t = useText();
  const [shown, setShown] = useState<Shown>("all");
  const traits = useTraitHistory(id);
  const tags = useTagHistory(id);
  const dress = useDress();
  const failure = [traits, tags].find((query) => query.isError);
  if (failure) return <FailureState error={failure.error} onRetry={failure.refetch} />;
  if (!traits.data || !tags.data) return <TableSkeleton rows={6} columns={3} />;
  const changes = changesOf(
    shown === "tags" ? [] : traits.data.items,
    shown === "traits" ? [] : tags.data.items,
  );
  return (
    <section className="hy-card hy-card-body">
      <Segmented
        size="small"
        aria-label={t("customers:history.show")}
        value={shown}
        options={SHOWN.map((value) => ({ value, label: t(`customers:history.shown.${value}`) }))}
        onChange={setShown}
        style={{ marginBottom: 12 }}
      />
      {changes.length ? (
        <Timeline moments={changes.map(dress)} />
      ) : (
        <EmptyState small title={t("customers:history.none")} reason={t("customers:history.noneWhy")} />
      )}
    </section>
  );
}

/** A change as a line: 城市 上海 → 杭州, by whom. */
function useDress(): (change: Change) => Moment {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const timezone = useTimezone();
  const definitions = useTraits();
  const from = (source: string, by: string | null) => [sourceName(t, source), by].filter(Boolean).join(" · ");
  return (one) => {
    const { id, at } = one;
    if (one.kind === "trait") {
      const { change } = one;
      const trait = definitions.find(({ key }) => key === change.trait);
      const text = (value: unknown) => traitText(value, trait, { t, language, timezone });
      return {
        id,
        at,
        event: "trait_changed",
        title: t("customers:history.trait", {
          name: label(trait?.label) || change.trait,
          old: text(change.old),
          new: text(change.new),
        }),
        detail: from(change.source, change.by),
      };
    }
    const { span } = one;
    const ended = one.kind === "tag_removed";
    const reason = ended ? (span.ended_by ?? "") : span.source;
    return {
      id,
      at,
      event: one.kind,
      title: t(`customers:history.${one.kind}`, { name: span.tag?.name ?? span.tag_id }),
      detail: [
        t(`customers:history.ends.${reason.split(":")[0]}`, { defaultValue: sourceName(t, reason) }),
        ended ? null : span.by,
        ended ? null : span.why,
      ]
        .filter(Boolean)
        .join(" · "),
    };
  };
}
