import type { Connection } from "./model";

const QUIET_HOURS = 24;
const HOUR_MS = 3_600_000;

export const TONES = {
  off: "default",
  broken: "error",
  unchecked: "default",
  new: "default",
  failing: "error",
  quiet: "warning",
  good: "success",
} as const;
export type Verdict = keyof typeof TONES;

/** What is known about a connection, worst first. */
export function verdict(connection: Connection, now = Date.now()): Verdict {
  const { health, status, callback_entered } = connection;
  if (connection.switched_off_at) return "off";
  if (status === "refused" || status === "unreachable") return "broken";
  if (health.failed > 0) return "failing";
  if (!callback_entered) return status === "ok" ? "good" : "unchecked";
  if (!health.last_callback_at) return "new";
  const silent = now - new Date(health.last_callback_at).getTime();
  return silent > QUIET_HOURS * HOUR_MS ? "quiet" : "good";
}
