import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Checkbox, Input, Popover } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import type { FilterState } from "./listState";
import { ViewMenu } from "./ViewMenu";
import { searchOf, useSaveView, useViews } from "./views";

const sorted = (search: string) => [...new URLSearchParams(search)].map(String).sort().join("&");

/** Saved views of a list as tabs; the plus keeps what is on screen now. */
export function ViewTabs({ page, state }: { page: string; state: FilterState }) {
  const t = useText();
  const views = useViews(page).data?.items ?? [];
  const at = views.find((view) => sorted(searchOf(view)) === sorted(state.search));
  const plain = state.search === "";
  return (
    <nav className="hy-views" aria-label={t("ui:views.label")}>
      <button type="button" aria-pressed={plain} onClick={() => state.replace("")}>
        {t("ui:views.all")}
      </button>
      {views.map((view) => (
        <span key={view.id}>
          <button type="button" aria-pressed={view === at} onClick={() => state.replace(searchOf(view))}>
            {view.name}
          </button>
          {view.mine && <ViewMenu page={page} view={view} search={state.search} />}
        </span>
      ))}
      {!plain && !at && <SaveView page={page} search={state.search} />}
    </nav>
  );
}

function SaveView({ page, search }: { page: string; search: string }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const save = useSaveView(page);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const keep = () =>
    save.mutate(
      { name: name.trim(), search, shared },
      {
        onSuccess: () => {
          setOpen(false);
          setName("");
        },
        onError: (error) => void message.error(asRefusal(error).text(language)),
      },
    );
  const form = (
    <div className="hy-view-form">
      <Input
        autoFocus
        aria-label={t("ui:views.name")}
        placeholder={t("ui:views.name")}
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => name.trim() && keep()}
      />
      <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
        {t("ui:views.shared")}
      </Checkbox>
      <Button type="primary" size="small" disabled={!name.trim()} loading={save.isPending} onClick={keep}>
        {t("ui:save")}
      </Button>
    </div>
  );
  return (
    <Popover open={open} onOpenChange={setOpen} trigger="click" placement="bottomRight" content={form}>
      <Button type="text" size="small" icon={<PlusOutlined />}>
        {t("ui:views.save")}
      </Button>
    </Popover>
  );
}
