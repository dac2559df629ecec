import { useRouteError } from "react-router";
import { FailureState } from "@/ui/FailureState";

/** A screen that threw, or whose chunk is gone because a new version was installed meanwhile. */
export function PageCrash() {
  const error = useRouteError();
  return <FailureState error={error} onRetry={() => window.location.reload()} whole />;
}
