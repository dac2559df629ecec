import type { Keep } from "../src/storage";

/** A `Keep` in memory, to see exactly what would be on the device. */
export function memoryKeep(): Keep & { values: Map<string, string> } {
  const values = new Map<string, string>();
  return {
    values,
    get: (name) => values.get(name) ?? null,
    set: (name, value) => void values.set(name, value),
    remove: (name) => void values.delete(name),
    names: () => [...values.keys()],
  };
}

let made = 0;

export function anEvent(changes: Record<string, unknown> = {}): import("../src/queue").QueuedEvent {
  made += 1;
  return {
    event_id: `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`,
    event: "product_viewed",
    time: new Date(Date.UTC(2026, 2, 2) + made).toISOString(),
    ids: { anonymous_id: "a" },
    properties: {},
    session_id: "s",
    ...changes,
  };
}
