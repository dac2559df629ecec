import { uuid } from "./ids";
import type { Keep } from "./storage";

export const IDLE_MS = 30 * 60_000;
export const LONGEST_MS = 24 * 3_600_000;

interface Stored {
  id: string;
  start: number;
  last: number;
  channel?: string;
}

export interface Session {
  id: string;
  channel?: string;
  /** Whether this call began it. */
  fresh: boolean;
}

/** The session at `now`: a new one after 30 minutes without an event or 24 hours in all. */
export function touchSession(keep: Keep, now: number, channel?: string): Session {
  let stored = read(keep);
  const fresh = !stored || now - stored.last >= IDLE_MS || now - stored.start >= LONGEST_MS || now < stored.start;
  if (!stored || fresh) stored = { id: uuid(), start: now, last: now };
  stored.last = now;
  if (channel) stored.channel = channel;
  keep.set("session", JSON.stringify(stored));
  return { id: stored.id, channel: stored.channel, fresh };
}

function read(keep: Keep): Stored | null {
  try {
    const value = JSON.parse(keep.get("session") ?? "null") as Stored | null;
    return value && typeof value.id === "string" ? value : null;
  } catch {
    return null;
  }
}
