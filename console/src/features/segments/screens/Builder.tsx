import { useLocation, useParams } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import type { SegmentValues } from "../model";
import { BuilderForm } from "../parts/BuilderForm";
import { useSegment, useVocabulary } from "../queries";

const EMPTY: SegmentValues = { name: "", description: "", tree: { kind: "all", of: [] } };

/** Makes a segment, or changes one. What to start with may come along from where one was: a copy, a board's rule. */
export default function Builder() {
  const t = useText();
  const { id } = useParams();
  const given = (useLocation().state as { start?: SegmentValues } | null)?.start;
  const mayWrite = useMay()("segments.write");
  const segment = useSegment(id ? Number(id) : null);
  const words = useVocabulary();
  const title = t(id ? "segments:builder.edit" : "segments:builder.new");
  const back = { to: id ? `/segments/${id}` : "/segments", label: segment.data?.name ?? t("segments:title") };
  const failed = [segment, words].find((query) => query.isError && !query.data);
  if (!mayWrite) {
    return (
      <Page title={title} back={back}>
        <div className="hy-card">
          <EmptyState title={t("segments:mayNot")} reason={t("segments:mayNotWhy")} />
        </div>
      </Page>
    );
  }
  if (failed) {
    return (
      <Page title={title} back={back}>
        <FailureState error={failed.error} onRetry={failed.refetch} />
      </Page>
    );
  }
  if (!words.data || (id && !segment.data)) return <PageSkeleton />;
  return (
    <BuilderForm
      key={id ?? "new"}
      segment={segment.data ?? null}
      start={segment.data ?? given ?? EMPTY}
      words={words.data}
      title={title}
      back={back}
    />
  );
}
