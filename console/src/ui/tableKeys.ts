import { useEffect, useRef, useState } from "react";

interface Keys {
  rows: number;
  open?: (index: number) => void;
  toggle?: (index: number) => void;
  /** Off while a drawer or dialog has the keyboard. */
  enabled?: boolean;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable], [role='dialog'], [role='menu']") !== null;

/** j and k walk the rows, Enter opens, x selects, "/" goes to the search field of the page. Returns the row at hand, or -1. */
export function useTableKeys({ rows, open, toggle, enabled = true }: Keys): number {
  const [at, setAt] = useState(-1);
  const latest = useRef({ rows, open, toggle, at });
  latest.current = { rows, open, toggle, at };

  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const now = latest.current;
      const move = (to: number) => {
        event.preventDefault();
        setAt(Math.min(Math.max(to, 0), now.rows - 1));
      };
      if (event.key === "j") move(now.at + 1);
      else if (event.key === "k") move(now.at - 1);
      else if (event.key === "x" && now.at >= 0) now.toggle?.(now.at);
      else if (event.key === "Enter" && now.at >= 0 && !(event.target as HTMLElement).closest("a, button"))
        now.open?.(now.at);
      else if (event.key === "Escape") setAt(-1);
      else if (event.key === "/") {
        const search = document.querySelector<HTMLInputElement>(
          "[data-page-search] input, input[data-page-search]",
        );
        if (search) {
          event.preventDefault();
          search.focus();
        }
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [enabled]);

  useEffect(() => {
    if (at >= 0) document.querySelector(".hy-row-at")?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return Math.min(at, rows - 1);
}
