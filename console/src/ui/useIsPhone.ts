import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 720px)";

function subscribe(reader: () => void): () => void {
  const query = window.matchMedia(QUERY);
  query.addEventListener("change", reader);
  return () => query.removeEventListener("change", reader);
}

export function useIsPhone(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
}
