import { Button } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import type { Filters } from "@/ui/listState";
import type { CustomerRow } from "../../model";
import { BulkAssign } from "./BulkAssign";
import { BulkExport } from "./BulkExport";
import { BulkTags } from "./BulkTags";
import { BulkTraits } from "./BulkTraits";
import { editOf } from "./queries";
import type { Scope } from "./scope";
import type { Running } from "./Underway";
import "./bulk.css";

interface Props {
  rows: CustomerRow[];
  /** What the list shows now, and how many that is. */
  filter: Filters;
  total: number;
  onRunning: (running: Running) => void;
  onDone: () => void;
}

/** What can be done with the chosen customers, or at a press with all that the list would show. */
export function BulkBar({ rows, filter, total, onRunning, onDone }: Props) {
  const t = useText();
  const may = useMay();
  const language = useLanguage();
  const [whole, setWhole] = useState(false);
  const scope: Scope = whole
    ? { kind: "filter", filter, total }
    : { kind: "people", ids: rows.map((row) => row.id), total: rows.length };
  const n = exactCount(scope.total, language);
  const begin = (running: Running) => {
    onRunning(running);
    onDone();
  };
  return (
    <>
      {total > rows.length && (
        <Button type="link" size="small" aria-pressed={whole} onClick={() => setWhole(!whole)}>
          {whole
            ? t("customers:bulk.onlyChosen", { n: rows.length })
            : t("customers:bulk.whole", { n: exactCount(total, language) })}
        </Button>
      )}
      {may("tags.write") && <BulkTags scope={scope} rows={rows} onRunning={begin} />}
      {may("traits.write") && (
        <BulkTraits
          scope={scope}
          onStarted={(done) =>
            begin({
              job: done.job_id ?? null,
              title: t("customers:bulk.changing", { n: exactCount(done.people, language) }),
              undo: editOf(done),
            })
          }
        />
      )}
      {may("traits.write") && may("stores.read") && (
        <BulkAssign
          scope={scope}
          onBegun={(job, undo) => begin({ job, title: t("customers:bulk.assigning", { n }), undo })}
        />
      )}
      {may("segments.export") && (
        <BulkExport
          scope={scope}
          onBegun={(job, file) => begin({ job, title: t("customers:bulk.exporting", { n }), file })}
        />
      )}
    </>
  );
}
