import { useSyncExternalStore } from "react";

const TICK_MS = 20_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const readers = new Set<() => void>();

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of readers) each();
  }, TICK_MS);
  return () => {
    readers.delete(reader);
    if (readers.size || timer === undefined) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** One clock for all relative times on the page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
