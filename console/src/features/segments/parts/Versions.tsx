import { App, Button, Tag } from "antd";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { RuleSentence } from "@/ui/RuleSentence";
import { TableSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { Segment, Version } from "../model";
import { useRestoreVersion, useVersions } from "../queries";
import "./segments.css";

export function Versions({ segment }: { segment: Segment }) {
  const t = useText();
  const query = useVersions(segment.id);
  return (
    <section className="hy-card" aria-label={t("segments:versions.title")}>
      <div className="hy-card-head">
        <h2>{t("segments:versions.title")}</h2>
      </div>
      {query.isPending && <TableSkeleton columns={3} />}
      {query.isError && <FailureState error={query.error} onRetry={query.refetch} />}
      <ol className="hy-versions">
        {query.data?.items.map((version) => (
          <li key={version.version}>
            <div>
              <b>{t("segments:versions.number", { n: version.version })}</b>
              <small>
                {version.by ?? "—"} · <When at={version.at} />
              </small>
            </div>
            <div>
              <RuleSentence sentence={version.sentence} lines={3} />
              {version.note && <small>{version.note}</small>}
            </div>
            {version.version === segment.version ? (
              <Tag color="success">{t("segments:versions.now")}</Tag>
            ) : (
              <Restore segment={segment} version={version} />
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Restore({ segment, version }: { segment: Segment; version: Version }) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const restore = useRestoreVersion(segment.id);
  const mayWrite = useMay()("segments.write");
  if (!mayWrite || segment.status === "archived") return <span />;
  const ask = () =>
    modal.confirm({
      title: t("segments:versions.ask", { n: version.version }),
      content: t("segments:versions.why"),
      okText: t("segments:versions.restore"),
      cancelText: t("ui:cancel"),
      onOk: () =>
        restore.mutateAsync(version.version).then(
          () => void message.success(t("segments:versions.done")),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return (
    <Button size="small" onClick={ask}>
      {t("segments:versions.restore")}
    </Button>
  );
}
