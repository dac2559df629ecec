import { CloseOutlined, LinkOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { App, Button, Dropdown, Input, Popover } from "antd";
import { type ReactNode, useState } from "react";
import { useLanguage, useText } from "@/i18n";
import { FilterEditor } from "./FilterEditor";
import { type FilterField, isSet, namesOf, sentence } from "./filterFields";
import type { FilterState } from "./listState";
import { useTyped } from "./useTyped";
import { ViewTabs } from "./ViewTabs";
import "./filter-bar.css";

interface Props {
  fields: FilterField[];
  state: FilterState;
  /** Placeholder of the search field; without it there is none. It writes the query name `q`. */
  search?: string;
  /** Name of the page under which views are saved; without it there are no tabs. */
  views?: string;
  extra?: ReactNode;
}

/** Filters as chips that read as a sentence; the whole state is the address, so a copied link shows the same. */
export function FilterBar({ fields, state, search, views, extra }: Props) {
  const t = useText();
  const { message } = App.useApp();
  const [editing, setEditing] = useState<string | null>(null);
  const active = fields.filter((field) => isSet(field, state.values) || field.key === editing);
  const rest = fields.filter((field) => !active.includes(field));
  const share = async () => {
    await navigator.clipboard?.writeText(window.location.href);
    message.success(t("ui:filter.linkCopied"));
  };
  return (
    <div className="hy-filter">
      {views && <ViewTabs page={views} state={state} />}
      <search className="hy-filter-row">
        {search !== undefined && <SearchField placeholder={search} state={state} />}
        {active.map((field) => (
          <Chip
            key={field.key}
            field={field}
            state={state}
            open={editing === field.key}
            onOpen={setEditing}
          />
        ))}
        {rest.length > 0 && (
          <Dropdown
            trigger={["click"]}
            menu={{
              items: rest.map(({ key, label }) => ({ key, label })),
              onClick: ({ key }) => setEditing(key),
            }}
          >
            <Button type="dashed" size="small" icon={<PlusOutlined />}>
              {t("ui:filter.add")}
            </Button>
          </Dropdown>
        )}
        {Object.keys(state.values).length > 0 && (
          <>
            <Button type="text" size="small" onClick={state.reset}>
              {t("ui:reset")}
            </Button>
            <Button type="text" size="small" icon={<LinkOutlined />} onClick={() => void share()}>
              {t("ui:filter.share")}
            </Button>
          </>
        )}
        {extra && <div className="hy-filter-extra">{extra}</div>}
      </search>
    </div>
  );
}

interface ChipProps {
  field: FilterField;
  state: FilterState;
  open: boolean;
  onOpen: (key: string | null) => void;
}

function Chip({ field, state, open, onOpen }: ChipProps) {
  const t = useText();
  const language = useLanguage();
  const said = isSet(field, state.values) ? sentence(field, state.values, t, language) : field.label;
  const remove = () => {
    onOpen(null);
    state.set(Object.fromEntries(namesOf(field).map((name) => [name, null])));
  };
  return (
    <Popover
      open={open}
      onOpenChange={(next) => onOpen(next ? field.key : null)}
      trigger="click"
      placement="bottomLeft"
      destroyOnHidden
      content={
        <FilterEditor field={field} values={state.values} onChange={state.set} onDone={() => onOpen(null)} />
      }
    >
      <span className="hy-chip">
        <button type="button" aria-expanded={open}>
          {said}
        </button>
        <button
          type="button"
          className="hy-chip-x"
          aria-label={t("ui:filter.remove", { field: field.label })}
          onClick={(event) => {
            event.stopPropagation();
            remove();
          }}
        >
          <CloseOutlined />
        </button>
      </span>
    </Popover>
  );
}

function SearchField({ placeholder, state }: { placeholder: string; state: FilterState }) {
  const t = useText();
  const [text, setText] = useTyped(state.values.q ?? "", (typed) => state.set({ q: typed || null }));
  return (
    <span data-page-search className="hy-filter-search">
      <Input
        allowClear
        prefix={<SearchOutlined />}
        suffix={text ? null : <kbd>/</kbd>}
        placeholder={placeholder}
        aria-label={t("ui:filter.search")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </span>
  );
}
