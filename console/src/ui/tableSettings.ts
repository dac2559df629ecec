import { useState } from "react";

export type Density = "airy" | "normal" | "tight";
export interface TableSettings {
  density: Density;
  /** Columns the reader has chosen; null means as the page suggests. */
  shown: string[] | null;
}

/** How a reader likes one table, remembered in this browser. */
export function useTableSettings(name: string): [TableSettings, (change: Partial<TableSettings>) => void] {
  const key = `huayuan.table.${name}`;
  const [settings, setSettings] = useState<TableSettings>(() => {
    const kept = localStorage.getItem(key);
    return { density: "normal", shown: null, ...(kept ? (JSON.parse(kept) as Partial<TableSettings>) : {}) };
  });
  return [
    settings,
    (change) =>
      setSettings((now) => {
        const next = { ...now, ...change };
        localStorage.setItem(key, JSON.stringify(next));
        return next;
      }),
  ];
}
