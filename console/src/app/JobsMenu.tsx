import { SyncOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Badge, Button, Popover } from "antd";
import { answer, client } from "@/api/client";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { JobProgress } from "@/ui/JobProgress";
import { useMay } from "./session";

const RUNNING = "running";
const ROWS = 8;

/** Long work that is under way, from anywhere in the console. */
export function JobsMenu() {
  const t = useText();
  const mayRead = useMay()("jobs.read");
  const { data } = useQuery({
    queryKey: ["jobs", RUNNING],
    queryFn: ({ signal }) =>
      answer(client.GET("/api/jobs", { params: { query: { state: RUNNING, limit: ROWS } }, signal })),
    refetchInterval: (query) => (query.state.data?.items.length ? 3_000 : 20_000),
    retry: false,
    enabled: mayRead,
  });
  if (!mayRead) return null;
  const jobs = data?.items ?? [];
  const list = jobs.length ? (
    <div className="hy-jobs">
      {jobs.map((job) => (
        <JobProgress
          key={job.id}
          title={t(`app:task.${job.task.replaceAll(".", "_")}`, { defaultValue: job.task })}
          state={job.state}
          progress={job.progress}
          note={job.note ?? job.error}
        />
      ))}
    </div>
  ) : (
    <EmptyState small title={t("app:jobs.none")} reason={t("app:jobs.why")} />
  );
  return (
    <Popover content={list} title={t("app:jobs.title")} trigger="click" placement="bottomRight">
      <Badge count={jobs.length} size="small" offset={[-6, 6]}>
        <Button
          type="text"
          icon={<SyncOutlined spin={jobs.length > 0} />}
          aria-label={t("app:jobs.label", { count: jobs.length })}
        />
      </Badge>
    </Popover>
  );
}
