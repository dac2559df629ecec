import { useRouteError } from "react-router";
import { FailureState } from "@/ui/FailureState";

/** A screen that threw. */
export function PageCrash() {
  return <PageFailed error={useRouteError()} />;
}

/** A screen that cannot be shown: it threw, or its files do not come, as while the server is away. */
export function PageFailed({ error }: { error: unknown }) {
  return <FailureState error={error} onRetry={startAgain} whole />;
}

/** Loads the page anew, once there is a server to load it from: the browser's own page of errors leads nowhere. */
async function startAgain() {
  const reached = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (reached) window.location.reload();
}
