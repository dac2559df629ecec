import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Popover, Progress as Bar, Select } from "antd";
import { useRef, useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import type { CustomerRow } from "../model";
import { changeTags, useTags } from "../queries";
import { forEach, type Progress } from "./each";
import { tagOption } from "./fields";

type Direction = "add" | "remove";

/** Gives tags to, or takes them from, every selected customer, one after the other in view of the reader. */
export function BulkTags({ rows, onDone }: { rows: CustomerRow[]; onDone: () => void }) {
  const t = useText();
  const language = useLanguage();
  const { message, notification } = App.useApp();
  const queries = useQueryClient();
  const [progress, setProgress] = useState<Progress<CustomerRow> | null>(null);
  const stop = useRef(false);

  const run = async (direction: Direction, tags: number[]) => {
    stop.current = false;
    setProgress({ done: 0, total: rows.length, failed: [] });
    const end = await forEach(rows, (row) => changeTags(row.id, { [direction]: tags }), setProgress, {
      stopped: () => stop.current,
    });
    setProgress(null);
    void queries.invalidateQueries({ queryKey: ["customers"] });
    void queries.invalidateQueries({ queryKey: ["tags"] });
    const [failure] = end.failed;
    if (failure) {
      notification.error({
        title: t("customers:bulk.partly", { done: end.done - end.failed.length, failed: end.failed.length }),
        description: asRefusal(failure.error).text(language),
      });
      return;
    }
    void message.success(t(`customers:bulk.done.${direction}`, { n: end.done }));
    onDone();
  };

  if (progress) {
    return (
      <span className="hy-bulk-progress">
        <Bar
          percent={Math.round((progress.done / progress.total) * 100)}
          size="small"
          style={{ width: 140 }}
          showInfo={false}
          aria-label={t("customers:bulk.running")}
        />
        <span className="hy-num">
          {progress.done} / {progress.total}
        </span>
        <Button size="small" onClick={() => (stop.current = true)}>
          {t("customers:bulk.stop")}
        </Button>
      </span>
    );
  }
  return (
    <>
      <TagsFor direction="add" rows={rows} onRun={run} />
      <TagsFor direction="remove" rows={rows} onRun={run} />
    </>
  );
}

interface TagsForProps {
  direction: Direction;
  rows: CustomerRow[];
  onRun: (direction: Direction, tags: number[]) => Promise<void>;
}

function TagsFor({ direction, rows, onRun }: TagsForProps) {
  const t = useText();
  const all = useTags().data?.items ?? [];
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const worn = new Set(rows.flatMap((row) => row.tags.map((tag) => tag.id)));
  // Only a tag that one of them wears can be taken away.
  const offered = direction === "add" ? all : all.filter((tag) => worn.has(tag.id));
  const run = () => {
    setOpen(false);
    void onRun(direction, chosen.map(Number));
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
      <Button type="primary" size="small" disabled={!chosen.length} onClick={run}>
        {t(`customers:bulk.run.${direction}`, { n: rows.length })}
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
      <Button size="small">{t(`customers:bulk.${direction}`)}</Button>
    </Popover>
  );
}
