import { Button } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { ChartSkeleton } from "@/ui/Skeletons";
import type { Behind } from "@/ui/behind";
import type { LifecycleBoard } from "../model";
import { BoardTabs } from "../parts/BoardTabs";
import { FlowCard } from "../parts/FlowCard";
import { Layers } from "../parts/Layers";
import { LifecycleSettings } from "../parts/LifecycleSettings";
import { PeopleBehind } from "@/ui/PeopleBehind";
import { useLifecycle } from "../queries";
import "../parts/boards.css";

/** Where customers stand between first contact and going away, and who moved where. */
export default function Lifecycle() {
  const t = useText();
  const may = useMay();
  const query = useLifecycle();
  const [changing, setChanging] = useState(false);
  return (
    <Page
      title={t("boards:lifecycle.title")}
      purpose={t("boards:lifecycle.purpose")}
      bar={<BoardTabs />}
      extra={
        may("segments.write") &&
        query.data && <Button onClick={() => setChanging(true)}>{t("boards:thresholds")}</Button>
      }
    >
      {query.isPending ? (
        <ChartSkeleton height={220} />
      ) : query.data ? (
        <>
          <Board board={query.data} />
          <LifecycleSettings open={changing} board={query.data} onClose={() => setChanging(false)} />
        </>
      ) : (
        <FailureState error={query.error} onRetry={query.refetch} />
      )}
    </Page>
  );
}

function Board({ board }: { board: LifecycleBoard }) {
  const t = useText();
  const [behind, setBehind] = useState<Behind | null>(null);
  if (!board.layers.some((layer) => layer.people > 0)) {
    return (
      <div className="hy-card">
        <EmptyState title={t("boards:lifecycle.none")} reason={t("boards:lifecycle.noneWhy")} />
      </div>
    );
  }
  return (
    <>
      <Layers board={board} onPeople={setBehind} />
      <FlowCard layers={board.layers} onPeople={setBehind} />
      <PeopleBehind behind={behind} onClose={() => setBehind(null)} />
    </>
  );
}
