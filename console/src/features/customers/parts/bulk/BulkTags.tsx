import { App, Select } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLabel, useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import type { CustomerRow } from "../../model";
import { useTags } from "../../queries";
import { tagOption } from "../fields";
import { BulkPopover } from "./BulkPopover";
import { type TagsDone, useBulkTags, useTagSegment } from "./queries";
import { type Scope, segmentOf } from "./scope";
import type { Running } from "./Underway";

type Direction = "add" | "remove";

interface Props {
  scope: Scope;
  /** The chosen rows, as far as they are known: only a tag that one of them wears can be taken away. */
  rows: CustomerRow[];
  /** What was done, or goes on in the background, with the way to take it back. */
  onRunning: (running: Running) => void;
}

/** Gives tags to, or takes them from, everybody of a scope at once. */
export function BulkTags(props: Props) {
  return (
    <>
      <TagsFor direction="add" {...props} />
      <TagsFor direction="remove" {...props} />
    </>
  );
}

function TagsFor({ direction, scope, rows, onRunning }: Props & { direction: Direction }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const { notification } = App.useApp();
  const change = useBulkTags();
  const ofSegment = useTagSegment();
  const all = useTags().data?.items ?? [];
  const [chosen, setChosen] = useState<string[]>([]);
  const worn = new Set(rows.flatMap((row) => row.tags.map((tag) => tag.id)));
  const offered = all.filter((tag) =>
    direction === "add" ? tag.status === "active" : scope.kind === "filter" || worn.has(tag.id),
  );
  const begun = (n: number) => t(`customers:bulk.tagging.${direction}`, { n: exactCount(n, language) });
  const tell = (done: TagsDone) => {
    const undo = done.undoable ? ({ kind: "tags", id: done.edit_id } as const) : undefined;
    const [failure] = done.failed;
    if (failure) {
      notification.error({
        title: t("customers:bulk.partly", { done: done.changed, failed: done.failed.length }),
        description: label(failure.message),
      });
    }
    onRunning(
      done.job_id
        ? { job: done.job_id, title: begun(done.queued), undo }
        : { job: null, title: t(`customers:bulk.done.${direction}`, { n: done.changed }), undo },
    );
  };
  const run = async () => {
    const tags = chosen.map(Number);
    try {
      const segment = segmentOf(scope);
      if (segment === null) return tell(await change.mutateAsync({ scope, [direction]: tags }));
      const action = await ofSegment.mutateAsync({ segment, [direction]: tags });
      onRunning({
        job: action.job_id,
        title: begun(scope.total),
        undo: { kind: "action", id: action.id },
      });
    } catch (error) {
      notification.error({ title: asRefusal(error).text(language) });
    }
  };
  return (
    <BulkPopover
      label={t(`customers:bulk.${direction}`)}
      busy={change.isPending || ofSegment.isPending}
      run={t(`customers:bulk.run.${direction}`, { n: scope.total })}
      ready={chosen.length > 0}
      onRun={run}
      onOpen={() => setChosen([])}
    >
      <Select
        mode="multiple"
        autoFocus
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t(`customers:bulk.${direction}`)}
        placeholder={t("customers:tagsPick")}
        notFoundContent={t(direction === "add" ? "customers:tagsNone" : "customers:bulk.noneWorn")}
        value={chosen}
        onChange={setChosen}
        options={offered.map(tagOption)}
      />
    </BulkPopover>
  );
}
