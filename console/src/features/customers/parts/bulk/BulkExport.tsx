import { App, Input } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { BulkPopover } from "./BulkPopover";
import { useExportPeople } from "./queries";
import type { Scope } from "./scope";

const LEAST_REASON = 4;

interface Props {
  scope: Scope;
  onBegun: (job: number, file: string) => void;
}

/** A masked file of everybody of a scope; what it is for goes to the audit log. */
export function BulkExport({ scope, onBegun }: Props) {
  const t = useText();
  const language = useLanguage();
  const { notification } = App.useApp();
  const take = useExportPeople();
  const [reason, setReason] = useState("");
  const run = async () => {
    try {
      const begun = await take.mutateAsync({ scope, reason: reason.trim(), language });
      onBegun(begun.job_id, `/api/segments/exports/${begun.id}/file`);
    } catch (error) {
      notification.error({ title: asRefusal(error).text(language) });
    }
  };
  return (
    <BulkPopover
      label={t("customers:bulk.export")}
      busy={take.isPending}
      run={t("customers:bulk.exportRun", { n: scope.total })}
      ready={reason.trim().length >= LEAST_REASON}
      onRun={run}
      onOpen={() => setReason("")}
    >
      <Input
        autoFocus
        maxLength={200}
        aria-label={t("customers:bulk.exportReason")}
        placeholder={t("customers:bulk.exportExample")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <small className="hy-quiet">{t("customers:bulk.exportReason")}</small>
    </BulkPopover>
  );
}
