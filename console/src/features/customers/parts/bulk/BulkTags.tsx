import { App, Button, Popover, Select } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLabel, useLanguage, useText } from "@/i18n";
import type { CustomerRow } from "../../model";
import { useTags } from "../../queries";
import { tagOption } from "../fields";
import { type Undoable, useBulkTags, useTagSegment } from "./queries";
import { type Scope, segmentOf } from "./scope";

type Direction = "add" | "remove";

interface Props {
  scope: Scope;
  /** The chosen rows, as far as they are known: only a tag that one of them wears can be taken away. */
  rows: CustomerRow[];
  /** It goes on in the background; `undo` is how it is taken back, where it can be. */
  onBegun: (direction: Direction, job: number | null, undo?: Undoable) => void;
  onDone: () => void;
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

function TagsFor({ direction, scope, rows, onBegun, onDone }: Props & { direction: Direction }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const { message, notification } = App.useApp();
  const change = useBulkTags();
  const ofSegment = useTagSegment();
  const all = useTags().data?.items ?? [];
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const worn = new Set(rows.flatMap((row) => row.tags.map((tag) => tag.id)));
  const offered = all.filter((tag) =>
    direction === "add" ? tag.status === "active" : scope.kind === "filter" || worn.has(tag.id),
  );
  const run = async () => {
    setOpen(false);
    const tags = chosen.map(Number);
    try {
      const segment = segmentOf(scope);
      if (segment !== null) {
        const begun = await ofSegment.mutateAsync({ segment, [direction]: tags });
        return onBegun(direction, begun.job_id, { kind: "action", id: begun.id });
      }
      const done = await change.mutateAsync({ scope, [direction]: tags });
      if (done.queued) return onBegun(direction, null);
      const [failure] = done.failed;
      if (failure) {
        notification.error({
          title: t("customers:bulk.partly", { done: done.changed, failed: done.failed.length }),
          description: label(failure.message),
        });
      } else {
        void message.success(t(`customers:bulk.done.${direction}`, { n: done.changed }));
      }
      onDone();
    } catch (error) {
      notification.error({ title: asRefusal(error).text(language) });
    }
  };
  const form = (
    <div className="hy-bulk-tags">
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
      <Button type="primary" size="small" disabled={!chosen.length} onClick={() => void run()}>
        {t(`customers:bulk.run.${direction}`, { n: scope.total })}
      </Button>
    </div>
  );
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setChosen([]);
      }}
      trigger="click"
      placement="top"
      content={form}
      destroyOnHidden
    >
      <Button size="small" loading={change.isPending || ofSegment.isPending}>
        {t(`customers:bulk.${direction}`)}
      </Button>
    </Popover>
  );
}
