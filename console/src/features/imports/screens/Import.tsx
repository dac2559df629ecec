import { useParams } from "react-router";
import { useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import { Prepare } from "../parts/Prepare";
import { Progress } from "../parts/Progress";
import { useImport } from "../queries";

/** One file: how its columns are read, then how far it is, then what came of it. */
export default function Import() {
  const t = useText();
  const query = useImport(Number(useParams().id));
  const run = query.data;
  const back = { to: "/imports", label: t("imports:title") };
  if (query.isPending) return <PageSkeleton />;
  if (!run) {
    return (
      <Page title={t("imports:one")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  return run.status === "ready" ? (
    <Prepare key={run.id} run={run} back={back} />
  ) : (
    <Page title={run.file_name} back={back}>
      <Progress run={run} />
    </Page>
  );
}
