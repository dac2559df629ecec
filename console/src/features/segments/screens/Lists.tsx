import { App, Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { asRefusal, type Refusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import type { StaticList } from "../model";
import { InUse } from "../parts/InUse";
import { ListUpload } from "../parts/ListUpload";
import { useListColumns } from "../parts/listColumns";
import { SegmentTabs } from "../parts/SegmentTabs";
import { useDeleteList, useLists } from "../queries";

/** Files of people, matched with customers, with what became of every row. */
export default function Lists() {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const mayWrite = useMay()("segments.write");
  const query = useLists();
  const remove = useDeleteList();
  const columns = useListColumns();
  const [uploading, setUploading] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const ask = (list: StaticList) =>
    modal.confirm({
      title: t("segments:lists.removeAsk", { name: list.name }),
      content: t("segments:lists.removeWhy"),
      okText: t("segments:lists.remove"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        remove.mutateAsync(list.id).then(
          () => void message.success(t("segments:lists.removed")),
          (error) => {
            const refusal = asRefusal(error);
            if (refusal.code === "segments.list_in_use") setRefused(refusal);
            else void message.error(refusal.text(language));
          },
        ),
    });
  const make = (list: StaticList) => {
    const tree = { kind: "all", of: [{ kind: "list", list: list.id }] };
    const start = { name: list.name, description: t("segments:lists.inRule", { name: list.name }), tree };
    void navigate("/segments/new", { state: { start } });
  };
  const add = mayWrite && (
    <Button type="primary" onClick={() => setUploading(true)}>
      {t("segments:lists.upload")}
    </Button>
  );
  return (
    <Page
      title={t("segments:lists.title")}
      purpose={t("segments:lists.purpose")}
      bar={<SegmentTabs />}
      action={add}
    >
      <DataTable
        name="segment-lists"
        label={t("segments:lists.title")}
        columns={columns}
        query={query}
        rowKey={(list) => list.id}
        rowActions={
          mayWrite
            ? (list) => [
                { key: "make", label: t("segments:lists.segment"), onClick: () => make(list) },
                { key: "remove", danger: true, label: t("segments:lists.remove"), onClick: () => ask(list) },
              ]
            : undefined
        }
        empty={
          <EmptyState title={t("segments:lists.none")} reason={t("segments:lists.noneWhy")} action={add} />
        }
      />
      {refused && <InUse refusal={refused} onClose={() => setRefused(null)} />}
      <ListUpload open={uploading} onClose={() => setUploading(false)} />
    </Page>
  );
}
