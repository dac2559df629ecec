import { App, Button, Input, Popover } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { useExportSegment } from "./queries";

const LEAST_REASON = 4;

interface Props {
  segment: number;
  total: number;
  onBegun: (job: number, file: string) => void;
}

/** A masked file of a whole segment; what it is for goes to the audit log. */
export function BulkExport({ segment, total, onBegun }: Props) {
  const t = useText();
  const language = useLanguage();
  const { notification } = App.useApp();
  const run = useExportSegment();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const go = async () => {
    setOpen(false);
    try {
      const begun = await run.mutateAsync({ segment, reason: reason.trim(), language });
      onBegun(begun.job_id, `/api/segments/exports/${begun.id}/file`);
    } catch (error) {
      notification.error({ title: asRefusal(error).text(language) });
    }
  };
  const form = (
    <div className="hy-bulk-tags">
      <Input
        autoFocus
        maxLength={200}
        aria-label={t("customers:bulk.exportReason")}
        placeholder={t("customers:bulk.exportExample")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <small className="hy-quiet">{t("customers:bulk.exportReason")}</small>
      <Button
        type="primary"
        size="small"
        disabled={reason.trim().length < LEAST_REASON}
        onClick={() => void go()}
      >
        {t("customers:bulk.exportRun", { n: total })}
      </Button>
    </div>
  );
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setReason("");
      }}
      trigger="click"
      placement="top"
      content={form}
      destroyOnHidden
    >
      <Button size="small" loading={run.isPending}>
        {t("customers:bulk.export")}
      </Button>
    </Popover>
  );
}
