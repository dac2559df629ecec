import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { answer, client } from "@/api/client";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { JobProgress } from "./JobProgress";

const LOOK_MS = 1_200;
const LATEST = 100;
const ENDED = ["done", "dead", "cancelled"];

export interface FollowedJob {
  id: number;
  state: string;
  progress: number | null;
  note: string | null;
  error: string | null;
}

/** A job among the latest, asked for again until it has ended. */
export function useJob(id: number | null) {
  const mayRead = useMay()("jobs.read");
  return useQuery<FollowedJob | null>({
    queryKey: ["jobs", "one", id],
    enabled: id !== null && mayRead,
    refetchInterval: ({ state }) => (ENDED.includes(state.data?.state ?? "") ? false : LOOK_MS),
    queryFn: async ({ signal }) => {
      const jobs = await answer(client.GET("/api/jobs", { params: { query: { limit: LATEST } }, signal }));
      return jobs.items.find((job) => job.id === id) ?? null;
    },
  });
}

interface Props {
  id: number;
  title: ReactNode;
  /** The way to what came out, or to take it back. */
  result?: ReactNode;
  onDone?: () => void;
}

/** Follows one background job to its end. Who may not see jobs is told that it goes on by itself. */
export function JobFollow({ id, title, result, onDone }: Props) {
  const t = useText();
  const job = useJob(id).data;
  const told = useRef(false);
  const state = job?.state ?? "queued";
  useEffect(() => {
    if (state !== "done" || told.current) return;
    told.current = true;
    onDone?.();
  }, [state, onDone]);
  return (
    <JobProgress
      title={title}
      state={state === "ready" ? "queued" : state}
      progress={state === "done" ? 1 : (job?.progress ?? null)}
      note={job?.error ?? job?.note ?? (job ? undefined : t("ui:job.background"))}
      result={state === "done" ? result : undefined}
    />
  );
}
