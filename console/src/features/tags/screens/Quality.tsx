import { Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { percent } from "@/i18n/format";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { TableSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import { type CleanUp, type Idle, placed, type Quality as Found } from "../model";
import { type Finding, Findings } from "../parts/Findings";
import { QualitySettings } from "../parts/QualitySettings";
import { TagTabs } from "../parts/TagTabs";
import { useQuality, useTagGroups } from "../queries";
import "../parts/tags.css";

/** What makes the words hard to use, each with the press that tidies it up. */
export default function Quality() {
  const t = useText();
  const query = useQuality();
  const mayWrite = useMay()("tags.write");
  const [changing, setChanging] = useState(false);
  return (
    <Page
      title={t("tags:title")}
      purpose={t("tags:quality.purpose")}
      bar={<TagTabs />}
      extra={
        mayWrite &&
        query.data && <Button onClick={() => setChanging(true)}>{t("tags:quality.limits")}</Button>
      }
    >
      {query.data && (
        <QualitySettings open={changing} limits={query.data.settings} onClose={() => setChanging(false)} />
      )}
      {query.isPending ? (
        <TableSkeleton rows={6} columns={3} />
      ) : query.data ? (
        <Kinds found={query.data} />
      ) : (
        <FailureState error={query.error} onRetry={query.refetch} />
      )}
    </Page>
  );
}

const archiveAll = (ids: number[]): CleanUp => ({
  method: "POST",
  path: "/api/tags/archive",
  body: { ids },
  label: { zh: "归档", en: "Archive" },
});

/** Which tags a call archives, read from the call itself. */
const archivedBy = ({ path, body }: CleanUp): number[] => {
  const one = /\/api\/tags\/(\d+)\/archive$/.exec(path);
  if (one) return [Number(one[1])];
  return path === "/api/tags/archive" && Array.isArray(body?.ids) ? (body.ids as number[]) : [];
};

function Kinds({ found }: { found: Found }) {
  const t = useText();
  const { unused, stale, overlapping, similar, crowded } = useFindings(found);
  const kinds = [
    { key: "unused", findings: unused, all: archiveAll(unused.flatMap((one) => one.archives)) },
    { key: "stale", findings: stale, all: archiveAll(stale.flatMap((one) => one.archives)) },
    { key: "overlapping", findings: overlapping },
    { key: "similar_names", findings: similar },
    { key: "crowded", findings: crowded },
  ];
  if (kinds.every(({ findings }) => !findings.length)) {
    return (
      <div className="hy-card">
        <EmptyState title={t("tags:quality.good")} reason={t("tags:quality.goodWhy")} />
      </div>
    );
  }
  return kinds.map(({ key, findings, all }) => (
    <Findings
      key={key}
      title={t(`tags:quality.${key}`)}
      why={t(`tags:quality.${key}Why`)}
      findings={findings}
      all={all}
    />
  ));
}

function useFindings(found: Found) {
  const t = useText();
  const tags = placed(useTagGroups().data?.items ?? []);
  const nameOf = (id: number) => tags.find((tag) => tag.id === id)?.name ?? `#${id}`;
  const linked = (id: number) => <Link to={`/tags/${id}`}>{nameOf(id)}</Link>;
  const idle = (one: Idle): Finding => ({
    key: String(one.tag),
    what: (
      <>
        <Link to={`/tags/${one.tag}`}>{one.name}</Link>
        <span className="hy-quiet">{one.group}</span>
        <span className="hy-quiet">
          {one.people > 0 && `${t("tags:quality.people", { n: one.people })} · `}
          {t(one.people > 0 ? "tags:quality.last" : "tags:created")} <When at={one.since} />
        </span>
      </>
    ),
    clean_up: one.clean_up,
    archives: archivedBy(one.clean_up),
  });
  /** Merging cannot be taken back, so it is asked which goes into which. */
  const merge = (a: number, b: number, clean_up: CleanUp, aside: string): Finding => {
    const into = Number(clean_up.body?.into ?? b);
    const gone = into === a ? b : a;
    return {
      key: `${a}/${b}`,
      what: (
        <>
          {linked(a)} ＋ {linked(b)} <span className="hy-quiet">{aside}</span>
        </>
      ),
      clean_up,
      ask: t("tags:quality.into", { a: nameOf(gone), b: nameOf(into) }),
      archives: [],
    };
  };
  return {
    unused: found.unused.map(idle),
    stale: found.stale.map(idle),
    overlapping: found.overlapping.map((pair) =>
      merge(
        pair.a,
        pair.b,
        pair.clean_up,
        `${t("tags:overlap.both", { n: pair.both })} · ${t("tags:overlap.share", { share: percent(pair.share, 0) })}`,
      ),
    ),
    similar: found.similar_names.map((pair) => merge(pair.a, pair.b, pair.clean_up, "")),
    crowded: found.crowded.map(
      (one): Finding => ({
        key: String(one.group),
        what: (
          <>
            <Link to={`/tags?q=${encodeURIComponent(one.name)}`}>{one.name}</Link>
            <span className="hy-quiet">{t("tags:quality.tags", { n: one.tags })}</span>
          </>
        ),
        clean_up: one.clean_up,
        ask: one.clean_up ? t("tags:quality.allAsk", { n: one.empty.length }) : undefined,
        archives: one.clean_up ? archivedBy(one.clean_up) : [],
      }),
    ),
  };
}
