import { App, Button, Modal, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { type PlacedTag, placed, type TagGroup } from "../model";
import { useArchiveTag, useMergeTag, useRestoreTag } from "../queries";

/** Merging into another tag, putting away, taking back into use. */
export function TagActions({ tag, groups }: { tag: PlacedTag; groups: TagGroup[] }) {
  const t = useText();
  const may = useMay();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const archive = useArchiveTag();
  const restore = useRestoreTag();
  const [merging, setMerging] = useState(false);
  const failed = (error: unknown) => void message.error(asRefusal(error).text(language));
  if (!may("tags.write")) return null;
  if (tag.status === "archived") {
    return (
      <Button
        loading={restore.isPending}
        onClick={() =>
          restore.mutate(tag.id, {
            onSuccess: () => void message.success(t("tags:restored")),
            onError: failed,
          })
        }
      >
        {t("tags:restore")}
      </Button>
    );
  }
  const ask = () =>
    modal.confirm({
      title: t("tags:archiveAsk", { name: tag.name }),
      content: t("tags:archiveWhy", { n: exactCount(tag.people, language) }),
      okText: t("tags:archive"),
      cancelText: t("ui:cancel"),
      onOk: () => archive.mutateAsync(tag.id).then(() => void message.success(t("tags:archived")), failed),
    });
  return (
    <>
      <Button onClick={() => setMerging(true)}>{t("tags:merge")}</Button>
      <Button onClick={ask}>{t("tags:archive")}</Button>
      {merging && <MergeDialog tag={tag} groups={groups} onClose={() => setMerging(false)} />}
    </>
  );
}

interface MergeProps {
  tag: PlacedTag;
  groups: TagGroup[];
  onClose: () => void;
}

function MergeDialog({ tag, groups, onClose }: MergeProps) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const merge = useMergeTag();
  const [into, setInto] = useState<number | null>(null);
  const others = placed(groups).filter((one) => one.id !== tag.id && one.status === "active");
  const target = others.find((one) => one.id === into);
  const go = async () => {
    if (!target) return;
    try {
      await merge.mutateAsync({ id: tag.id, into: target.id });
      void message.success(t("tags:merged", { into: target.name }));
      onClose();
      await navigate(`/tags/${target.id}`, { replace: true });
    } catch (error) {
      void message.error(asRefusal(error).text(language));
    }
  };
  return (
    <Modal
      open
      title={t("tags:mergeOf", { name: tag.name })}
      okText={t("tags:mergeRun")}
      cancelText={t("ui:cancel")}
      okButtonProps={{ disabled: !target, danger: true }}
      confirmLoading={merge.isPending}
      onOk={() => void go()}
      onCancel={onClose}
    >
      <div className="hy-stack">
        <div className="hy-tag-merge">
          <label htmlFor="merge-into">{t("tags:mergeInto")}</label>
          <Select
            id="merge-into"
            autoFocus
            showSearch={{ optionFilterProp: "label" }}
            value={into}
            onChange={setInto}
            options={others.map((one) => ({ value: one.id, label: `${one.name} · ${one.group.name}` }))}
          />
        </div>
        <span className="hy-quiet">
          {t("tags:mergeWhy", {
            n: exactCount(tag.people, language),
            name: tag.name,
            into: target?.name ?? t("tags:theOther"),
          })}
        </span>
      </div>
    </Modal>
  );
}
