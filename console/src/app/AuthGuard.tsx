import type { ReactNode } from "react";
import { Navigate, useLocation } from "react-router";
import { FailureState } from "@/ui/FailureState";
import { FirstLoad } from "./FirstLoad";
import { useSessionQuery, useSetupState } from "./session";

/** Lets the logged-in through; sends everyone else to log in, or to set up a new house. */
export function AuthGuard({ children }: { children: ReactNode }) {
  const session = useSessionQuery();
  const outside = session.data === null;
  const setup = useSetupState(outside);
  const here = useLocation();

  if (session.data) return children;
  if (session.isError) return <FailureState error={session.error} onRetry={session.refetch} whole />;
  if (!outside || setup.isPending) return <FirstLoad />;
  if (setup.data?.needed) return <Navigate to="/setup" replace />;
  const next = here.pathname === "/" ? "" : `?next=${encodeURIComponent(here.pathname + here.search)}`;
  return <Navigate to={`/login${next}`} replace />;
}
