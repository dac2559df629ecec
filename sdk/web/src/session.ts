import { uuid } from "./ids";
import type { Keep } from "./storage";

export const IDLE_MS = 30 * 60_000;
export const LONGEST_MS = 24 * 3_600_000;

export type Campaign = Record<string, string>;

interface Stored {
  id: string;
  start: number;
  last: number;
  campaign?: Campaign;
}

export interface Session {
  id: string;
  campaign: Campaign;
}

/** The session at `now`: a new one after 30 minutes without an event or 24 hours in all. All tabs share it. */
export function touchSession(keep: Keep, now: number, arrivedBy?: Campaign): Session {
  let stored = readStored(keep);
  if (!stored || now - stored.last >= IDLE_MS || now - stored.start >= LONGEST_MS || now < stored.start) {
    stored = { id: uuid(), start: now, last: now };
  }
  stored.last = now;
  if (arrivedBy && Object.keys(arrivedBy).length > 0) stored.campaign = arrivedBy;
  keep.set("session", JSON.stringify(stored));
  return { id: stored.id, campaign: stored.campaign ?? {} };
}

function readStored(keep: Keep): Stored | null {
  try {
    const value = JSON.parse(keep.get("session") ?? "null") as Stored | null;
    return value && typeof value.id === "string" ? value : null;
  } catch {
    return null;
  }
}

const CAMPAIGN_PARAMETERS = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

/** The utm_* parameters of an address. The source becomes the channel, which the collector takes up to 64 characters. */
export function campaignOf(search: string): Campaign {
  const parameters = new URLSearchParams(search);
  const campaign: Campaign = {};
  for (const name of CAMPAIGN_PARAMETERS) {
    const value = parameters.get(name);
    if (value) campaign[name] = value.slice(0, name === "utm_source" ? 64 : 200);
  }
  return campaign;
}
