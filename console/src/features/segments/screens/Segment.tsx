import { Alert, Button, Tooltip } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PageTabs } from "@/ui/PageTabs";
import { PageSkeleton } from "@/ui/Skeletons";
import type { Segment as Shown } from "../model";
import { ActionsCard } from "../parts/ActionsCard";
import { ExplainDrawer } from "../parts/ExplainDrawer";
import { ExportsCard } from "../parts/ExportsCard";
import { Growth } from "../parts/Growth";
import { Members } from "../parts/Members";
import { PeopleMenu } from "../parts/PeopleMenu";
import { RuleCard } from "../parts/RuleCard";
import { SegmentMenu } from "../parts/SegmentMenu";
import { UsedByCard } from "../parts/UsedByCard";
import { Versions } from "../parts/Versions";
import { useSegment } from "../queries";
import "../parts/segments.css";

export default function Segment() {
  const t = useText();
  const { id, part } = useParams();
  const query = useSegment(Number(id));
  const segment = query.data;
  const back = { to: "/segments", label: t("segments:title") };
  if (query.isPending) return <PageSkeleton />;
  if (!segment) {
    return (
      <Page title={t("segments:one")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  return (
    <Page
      title={segment.name}
      back={back}
      extra={
        <span className="hy-segment-actions">
          <SegmentMenu segment={segment} />
          <PeopleMenu segment={segment} />
        </span>
      }
      action={<Edit segment={segment} />}
      bar={
        <PageTabs
          label={t("segments:page.tabs")}
          tabs={[
            { to: `/segments/${segment.id}`, label: t("segments:page.members") },
            { to: `/segments/${segment.id}/rule`, label: t("segments:page.rule") },
          ]}
        />
      }
    >
      {segment.description && <p className="hy-quiet">{segment.description}</p>}
      {segment.status === "archived" && (
        <Alert type="info" showIcon title={t("segments:page.archivedNote")} />
      )}
      {part === "rule" ? <RulePart segment={segment} /> : <PeoplePart segment={segment} />}
    </Page>
  );
}

function Edit({ segment }: { segment: Shown }) {
  const t = useText();
  const navigate = useNavigate();
  const mayWrite = useMay()("segments.write");
  if (segment.status === "archived") return null;
  return (
    <Tooltip title={mayWrite ? undefined : t("segments:mayNot")}>
      <Button
        type="primary"
        disabled={!mayWrite}
        onClick={() => void navigate(`/segments/${segment.id}/edit`)}
      >
        {t("segments:edit")}
      </Button>
    </Tooltip>
  );
}

function PeoplePart({ segment }: { segment: Shown }) {
  const t = useText();
  const [asked, setAsked] = useState<{ person: number | null } | null>(null);
  return (
    <>
      <Growth segment={segment} />
      <ActionsCard segment={segment} />
      <ExportsCard segment={segment} />
      <RuleCard segment={segment} />
      <Members
        segment={segment}
        onWhy={(person) => setAsked({ person })}
        note={
          <Button size="small" type="link" onClick={() => setAsked({ person: null })}>
            {t("segments:explain.title")}
          </Button>
        }
      />
      <ExplainDrawer segment={segment} asked={asked} onClose={() => setAsked(null)} />
    </>
  );
}

function RulePart({ segment }: { segment: Shown }) {
  return (
    <div className="hy-main-side">
      <Versions segment={segment} />
      <UsedByCard segment={segment} />
    </div>
  );
}
