import { useQuery } from "@tanstack/react-query";
import { Input, Modal, Spin } from "antd";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { answer, client } from "@/api/client";
import { useText } from "@/i18n";
import { useCommands } from "./commands";

interface Row {
  key: string;
  group: string;
  title: string;
  subtitle?: string | null;
  run: () => void;
}

/** ⌘K: people, codes and events from the server; pages and commands from here. Everything by keyboard. */
export default function SearchPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText();
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={<span className="hy-hidden">{t("app:search.open")}</span>}
      footer={null}
      closable={false}
      width={600}
      className="hy-palette"
      destroyOnHidden
    >
      <Palette onDone={onClose} />
    </Modal>
  );
}

function Palette({ onDone }: { onDone: () => void }) {
  const t = useText();
  const list = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { rows, searching } = useRows(useDeferredValue(text.trim()));
  useEffect(() => {
    document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [at, list]);

  const choose = (row: Row | undefined) => {
    if (!row) return;
    onDone();
    row.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step) {
      event.preventDefault();
      setAt((now) => (rows.length ? (now + step + rows.length) % rows.length : 0));
    } else if (event.key === "Enter") choose(rows[at]);
  };
  return (
    <>
      <Input
        autoFocus
        variant="borderless"
        size="large"
        placeholder={t("app:search.placeholder")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        suffix={<Spin size="small" spinning={searching} />}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={`${list}-${at}`}
        aria-label={t("app:search.open")}
      />
      <Hits
        id={list}
        rows={rows}
        at={at}
        onPoint={setAt}
        onChoose={choose}
        none={searching ? "" : text.trim()}
      />
      <Keys />
    </>
  );
}

/** What the server finds, then the pages and commands whose words match. */
function useRows(q: string): { rows: Row[]; searching: boolean } {
  const t = useText();
  const navigate = useNavigate();
  const commands = useCommands();
  const found = useQuery({
    queryKey: ["search", q],
    enabled: q.length > 0,
    queryFn: ({ signal }) => answer(client.GET("/api/search", { params: { query: { q } }, signal })),
    placeholderData: (previous) => previous,
  });
  const rows = useMemo<Row[]>(() => {
    const needle = q.toLowerCase();
    const local = commands
      .filter((command) => !needle || command.words.toLowerCase().includes(needle))
      .map((command) => ({ ...command, key: `command/${command.title}` }));
    const remote = (needle ? (found.data?.items ?? []) : [])
      .filter((hit) => hit.kind !== "page")
      .map((hit) => ({
        key: `${hit.kind}/${hit.id}`,
        group: t(`app:search.kind.${hit.kind}`, { defaultValue: hit.kind }),
        title: hit.title,
        subtitle: hit.subtitle,
        run: () => void navigate(hit.url),
      }));
    return [...remote, ...local];
  }, [q, commands, found.data, t, navigate]);
  return { rows, searching: found.isFetching };
}

interface HitsProps {
  id: string;
  rows: Row[];
  at: number;
  /** What nothing was found for; empty while still looking. */
  none: string;
  onPoint: (index: number) => void;
  onChoose: (row: Row) => void;
}

function Hits({ id, rows, at, none, onPoint, onChoose }: HitsProps) {
  const t = useText();
  return (
    <div className="hy-palette-list" id={id} role="listbox" aria-label={t("app:search.results")}>
      {rows.map((row, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the input above owns the keys, as a combobox does
        <div
          key={row.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className="hy-palette-row"
          onMouseMove={() => onPoint(index)}
          onClick={() => onChoose(row)}
        >
          <span>{row.title}</span>
          {row.subtitle && <small>{row.subtitle}</small>}
          <em>{row.group}</em>
        </div>
      ))}
      {!rows.length && none && <p className="hy-palette-none">{t("app:search.none", { q: none })}</p>}
    </div>
  );
}

function Keys() {
  const t = useText();
  return (
    <div className="hy-palette-keys" aria-hidden>
      <span>↑↓ {t("app:search.move")}</span>
      <span>↵ {t("app:search.go")}</span>
      <span>esc {t("app:search.close")}</span>
    </div>
  );
}
