import { App, Select } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { useStaff } from "../../queries";
import { BulkPopover } from "./BulkPopover";
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
  const [chosen, setChosen] = useState<number[]>([]);
  const all = (useStaff().data?.items ?? []).filter((one) => one.active);
  const several = segmentOf(scope) !== null;
  const run = async () => {
    try {
      const staff = all.filter((one) => chosen.includes(one.id));
      const begun = await assign.mutateAsync({ scope, staff });
      onBegun(begun.job ?? null, begun.undo);
    } catch (error) {
      notification.error({ title: asRefusal(error).text(language) });
    }
  };
  return (
    <BulkPopover
      label={t("customers:bulk.assign")}
      busy={assign.isPending}
      run={t("customers:bulk.assignRun", { n: scope.total })}
      ready={chosen.length > 0}
      onRun={run}
      onOpen={() => setChosen([])}
    >
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
    </BulkPopover>
  );
}
