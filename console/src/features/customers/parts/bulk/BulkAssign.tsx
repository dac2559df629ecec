import { App, Button, Popover, Select } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { useStaff } from "../../queries";
import { type Undoable, useAssign } from "./queries";
import { type Scope, segmentOf } from "./scope";

interface Props {
  scope: Scope;
  onBegun: (job: number | null, undo?: Undoable) => void;
}

/** Says who looks after everybody of a scope; a segment may be shared out among several. */
export function BulkAssign({ scope, onBegun }: Props) {
  const t = useText();
  const language = useLanguage();
  const { notification } = App.useApp();
  const assign = useAssign();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<number[]>([]);
  const all = (useStaff().data?.items ?? []).filter((one) => one.active);
  const several = segmentOf(scope) !== null;
  const run = async () => {
    setOpen(false);
    try {
      const staff = all.filter((one) => chosen.includes(one.id));
      const begun = await assign.mutateAsync({ scope, staff });
      onBegun(begun.job ?? null, begun.undo);
    } catch (error) {
      notification.error({ title: asRefusal(error).text(language) });
    }
  };
  const form = (
    <div className="hy-bulk-tags">
      <Select
        mode={several ? "multiple" : undefined}
        autoFocus
        showSearch={{ optionFilterProp: "label" }}
        aria-label={t("customers:bulk.assignTo")}
        placeholder={t("customers:bulk.assignTo")}
        value={several ? chosen : chosen[0]}
        onChange={(value: number | number[]) => setChosen([value].flat())}
        options={all.map((one) => ({
          value: one.id,
          label: one.store_name ? `${one.name} · ${one.store_name}` : one.name,
        }))}
      />
      {several && <small className="hy-quiet">{t("customers:bulk.assignWhy")}</small>}
      <Button type="primary" size="small" disabled={!chosen.length} onClick={() => void run()}>
        {t("customers:bulk.assignRun", { n: scope.total })}
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
      <Button size="small" loading={assign.isPending}>
        {t("customers:bulk.assign")}
      </Button>
    </Popover>
  );
}
