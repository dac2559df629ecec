import { MoreOutlined } from "@ant-design/icons";
import { App, Button, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { type SavedView, searchOf, useForgetView, useSaveView } from "./views";

interface Props {
  page: string;
  view: SavedView;
  /** What is on screen now, which the view may take over. */
  search: string;
}

/** What its maker can do with a saved view. */
export function ViewMenu({ page, view, search }: Props) {
  const t = useText();
  const language = useLanguage();
  const { message, modal } = App.useApp();
  const save = useSaveView(page);
  const forget = useForgetView(page);
  const [renaming, setRenaming] = useState(false);
  const refuse = (error: unknown) => void message.error(asRefusal(error).text(language));
  const keep = (change: { search?: string; shared?: boolean }) =>
    save.mutate(
      { name: view.name, search: searchOf(view), shared: view.shared, ...change },
      { onSuccess: () => void message.success(t("ui:views.kept")), onError: refuse },
    );
  const remove = () =>
    modal.confirm({
      title: t("ui:views.forget", { name: view.name }),
      content: t(view.shared ? "ui:views.forgetShared" : "ui:views.forgetOwn"),
      okText: t("ui:views.forgetYes"),
      cancelText: t("ui:cancel"),
      onOk: () => forget.mutateAsync(view.id).catch(refuse),
    });
  const items = [
    { key: "rename", label: t("ui:views.rename"), onClick: () => setRenaming(true) },
    {
      key: "replace",
      label: t("ui:views.replace"),
      disabled: search === "" || search === searchOf(view),
      onClick: () => keep({ search }),
    },
    {
      key: "share",
      label: t(view.shared ? "ui:views.unshare" : "ui:views.share"),
      onClick: () => keep({ shared: !view.shared }),
    },
    { type: "divider" as const },
    { key: "forget", label: t("ui:views.forgetYes"), danger: true, onClick: remove },
  ];
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items }}>
        <Button
          className="hy-views-menu"
          type="text"
          size="small"
          icon={<MoreOutlined />}
          aria-label={t("ui:views.menu", { name: view.name })}
        />
      </Dropdown>
      {renaming && <Rename page={page} view={view} onClose={() => setRenaming(false)} />}
    </>
  );
}

/** A view is kept under its name, so a new name is a new view, after which the old one goes. */
function Rename({ page, view, onClose }: { page: string; view: SavedView; onClose: () => void }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const save = useSaveView(page);
  const forget = useForgetView(page);
  const [name, setName] = useState(view.name);
  const wanted = name.trim();
  const rename = async () => {
    if (!wanted || wanted === view.name) return onClose();
    try {
      await save.mutateAsync({ name: wanted, search: searchOf(view), shared: view.shared });
      await forget.mutateAsync(view.id);
      onClose();
    } catch (error) {
      void message.error(asRefusal(error).text(language));
    }
  };
  return (
    <Modal
      open
      title={t("ui:views.rename")}
      onCancel={onClose}
      onOk={() => void rename()}
      okText={t("ui:save")}
      cancelText={t("ui:cancel")}
      okButtonProps={{ disabled: !wanted }}
      confirmLoading={save.isPending || forget.isPending}
    >
      <Input
        autoFocus
        aria-label={t("ui:views.name")}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => void rename()}
      />
    </Modal>
  );
}
