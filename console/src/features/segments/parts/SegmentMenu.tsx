import { EllipsisOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { asRefusal, type Refusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import type { Segment } from "../model";
import { useArchive, useDeleteSegment } from "../queries";
import { InUse } from "./InUse";

/** Copy, compare, archive, delete. Deleting one that is in use is refused, and says where. */
export function SegmentMenu({ segment }: { segment: Segment }) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const mayWrite = useMay()("segments.write");
  const archive = useArchive(segment.id);
  const { remove, forget } = useDeleteSegment();
  const [refused, setRefused] = useState<Refusal | null>(null);
  const archived = segment.status === "archived";

  const refuse = (error: unknown) => {
    const refusal = asRefusal(error);
    if (refusal.code === "segments.in_use") setRefused(refusal);
    else void message.error(refusal.text(language));
  };
  const setArchived = (to: "archive" | "restore") =>
    archive
      .mutateAsync(to)
      .then(
        () =>
          void message.success(t(to === "archive" ? "segments:archive.done" : "segments:archive.restored")),
        refuse,
      );
  const drop = async () => {
    try {
      await remove.mutateAsync(segment.id);
      void message.success(t("segments:remove.done"));
      await navigate("/segments", { replace: true });
      forget(segment.id);
    } catch (error) {
      refuse(error);
    }
  };
  const askRemove = () =>
    modal.confirm({
      title: t("segments:remove.ask", { name: segment.name }),
      content: t("segments:remove.why"),
      okText: t("segments:remove.yes"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: drop,
    });
  const copy = () => {
    const { description, tree } = segment;
    const start = { name: t("segments:copyName", { name: segment.name }), description, tree };
    void navigate("/segments/new", { state: { start } });
  };
  const run: Record<string, () => unknown> = {
    copy,
    compare: () => navigate(`/segments/overlap?of=${segment.id}`),
    archive: () => setArchived(archived ? "restore" : "archive"),
    remove: askRemove,
  };
  const items = [
    { key: "compare", label: t("segments:compare") },
    ...(mayWrite
      ? [
          { key: "copy", label: t("segments:copy") },
          { key: "archive", label: t(archived ? "segments:archive.restore" : "segments:archive.do") },
          { key: "remove", label: t("segments:remove.do"), danger: true },
        ]
      : []),
  ];
  return (
    <>
      <Dropdown
        trigger={["click"]}
        placement="bottomRight"
        menu={{ items, onClick: ({ key }) => void run[key]?.() }}
      >
        <Button icon={<EllipsisOutlined />} aria-label={t("ui:more")} />
      </Dropdown>
      {refused && <InUse refusal={refused} onClose={() => setRefused(null)} />}
    </>
  );
}
