import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import type { ReactNode } from "react";
import { Link, useSearchParams } from "react-router";
import type { LineOf } from "@/api/answers";
import { answer, client } from "@/api/client";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { EmptyState } from "./EmptyState";
import { FailureState } from "./FailureState";
import { TableSkeleton } from "./Skeletons";

export type Corp = LineOf<"/api/wecom/corps">;

const SLOWLY_CHANGING_MS = 5 * 60_000;

export const useCorps = () =>
  useQuery({
    queryKey: ["wecom", "corps"],
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) => answer(client.GET("/api/wecom/corps", { signal })),
  });

/** The corp this page is about: the one of the address, or the first. */
export function useCorp(): Corp | undefined {
  const [params] = useSearchParams();
  const corps = useCorps().data?.items ?? [];
  return corps.find((corp) => String(corp.id) === params.get("corp")) ?? corps[0];
}

/** Another corp, where there are several. */
export function CorpSwitch() {
  const t = useText();
  const [, setParams] = useSearchParams();
  const corps = useCorps().data?.items ?? [];
  const corp = useCorp();
  if (corps.length < 2) return null;
  return (
    <Select
      aria-label={t("ui:corp.label")}
      value={corp?.id}
      options={corps.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id: number) => setParams({ corp: String(id) }, { replace: true })}
      style={{ minWidth: 160 }}
    />
  );
}

/** Shows its content for the corp of the page; without any, how to connect one. */
export function OfCorp({ children }: { children: (corp: Corp) => ReactNode }) {
  const t = useText();
  const corps = useCorps();
  const corp = useCorp();
  const mayConnect = useMay()("connections.read");
  if (corp) return children(corp);
  if (corps.isPending) return <TableSkeleton rows={5} columns={4} />;
  if (!corps.data) return <FailureState error={corps.error} onRetry={corps.refetch} />;
  return (
    <div className="hy-card">
      <EmptyState
        title={t("ui:corp.none")}
        reason={t("ui:corp.noneWhy")}
        action={mayConnect && <Link to="/settings/connections">{t("ui:corp.connect")}</Link>}
      />
    </div>
  );
}
