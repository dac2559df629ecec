import { Alert, App, Button } from "antd";
import { Link, useParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { type Bilingual, useLabel, useLanguage, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { MetricCard } from "@/ui/MetricCard";
import { Page } from "@/ui/Page";
import { PhonePreview } from "@/ui/PhonePreview";
import { PageSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import { cappedOf, type MassDetail, oursOf, titleOf, unsentOf } from "../model";
import { useAudienceName } from "../parts/audience";
import { useCards } from "../parts/going";
import { Outcomes } from "../parts/Outcomes";
import { Reasons } from "../parts/Reasons";
import { StateTag } from "../parts/StateTag";
import { type MassDeed, useMass, useMassDeed } from "../queries";
import "../parts/outreach.css";

export default function Mass() {
  const t = useText();
  const query = useMass(Number(useParams().id));
  const mass = query.data;
  const cards = useCards((mass?.attachments ?? []).map(oursOf));
  const back = { to: "/mass-messages", label: t("outreach:title") };
  if (query.isPending) return <PageSkeleton />;
  if (!mass) {
    return (
      <Page title={t("outreach:one")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  return (
    <Page title={titleOf(mass) || t("outreach:onlyAttachments")} back={back} extra={<Deeds mass={mass} />}>
      <Said mass={mass} />
      <div className="hy-main-side">
        <div className="hy-stack">
          {mass.state === "scheduled" ? (
            <div className="hy-card">
              <EmptyState title={t("outreach:members.none")} reason={t("outreach:members.noneWhy")} />
            </div>
          ) : (
            <>
              <Numbers mass={mass} />
              <Reasons reasons={mass.counts.reasons} />
              <Outcomes mass={mass} />
            </>
          )}
        </div>
        <div className="hy-stack">
          <Facts mass={mass} />
          <section className="hy-card" aria-label={t("outreach:form.preview")}>
            <div className="hy-card-head">
              <h2>{t("outreach:form.preview")}</h2>
            </div>
            <div className="hy-card-body hy-outreach-phone">
              <PhonePreview
                from={mass.members[0]?.name ?? t("outreach:form.someStaff")}
                text={mass.text}
                cards={cards}
              />
            </div>
          </section>
        </div>
      </div>
    </Page>
  );
}

/** What of it needs attention. */
function Said({ mass }: { mass: MassDetail }) {
  const t = useText();
  const label = useLabel();
  const said = (mass.error?.message ?? null) as Bilingual | null;
  if (mass.error) {
    return (
      <Alert
        type={mass.state === "failed" ? "error" : "warning"}
        showIcon
        title={t(mass.state === "failed" ? "outreach:failed" : "outreach:partly")}
        description={said ? label(said) : undefined}
      />
    );
  }
  if (mass.state === "scheduled") {
    return (
      <Alert
        type="info"
        showIcon
        title={
          <>
            {t("outreach:willGo")} <When at={mass.send_at} exact />
          </>
        }
      />
    );
  }
  if (mass.state === "waiting") return <Alert type="info" showIcon title={t("outreach:waitingWhy")} />;
  return null;
}

function Deeds({ mass }: { mass: MassDetail }) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const mayWrite = useMay()("messages.write");
  const deed = useMassDeed(mass.id);
  const run = (what: MassDeed) =>
    deed.mutateAsync(what).then(
      () => void message.success(t(`outreach:deeds.${what}Done`)),
      (error) => void message.error(asRefusal(error).text(language)),
    );
  const stop = () =>
    modal.confirm({
      title: t("outreach:deeds.cancelAsk"),
      content: t(mass.state === "scheduled" ? "outreach:deeds.cancelPlanned" : "outreach:deeds.cancelWhy"),
      okText: t("outreach:deeds.cancel"),
      okButtonProps: { danger: true },
      cancelText: t("outreach:deeds.keep"),
      onOk: () => run("cancel"),
    });
  const button = (what: MassDeed, click: () => unknown = () => run(what)) => (
    <Button loading={deed.isPending && deed.variables === what} onClick={click}>
      {t(`outreach:deeds.${what}`)}
    </Button>
  );
  const waiting = mass.state === "waiting";
  return (
    <>
      {waiting && button("refresh")}
      {waiting && mayWrite && button("remind")}
      {(waiting || mass.state === "scheduled") && mayWrite && button("cancel", stop)}
    </>
  );
}

function Numbers({ mass }: { mass: MassDetail }) {
  const t = useText();
  const capped = cappedOf(mass);
  return (
    <div className="hy-metrics">
      <MetricCard
        label={t("outreach:tapped")}
        value={mass.staff ? t("outreach:tappedOf", { done: mass.tapped, of: mass.staff }) : "—"}
      />
      <MetricCard label={t("outreach:sent")} value={<Count value={mass.counts.sent} />} />
      <MetricCard label={t("outreach:waiting")} value={<Count value={mass.counts.waiting} />} />
      <MetricCard
        label={t("outreach:notSent")}
        value={<Count value={capped + unsentOf(mass)} />}
        warning={capped > 0 && t("outreach:ofThemCapped", { n: capped })}
      />
    </div>
  );
}

function Facts({ mass }: { mass: MassDetail }) {
  const t = useText();
  const audience = useAudienceName();
  const { segment } = mass.audience;
  return (
    <section className="hy-card" aria-label={t("outreach:facts")}>
      <div className="hy-card-head">
        <h2>{t("outreach:facts")}</h2>
        <StateTag of="states" state={mass.state} />
      </div>
      <dl className="hy-card-body hy-outreach-facts">
        <dt>{t("outreach:form.audience")}</dt>
        <dd>
          {segment?.name ? (
            <Link to={`/segments/${segment.id}`}>{audience(mass.audience)}</Link>
          ) : (
            audience(mass.audience)
          )}
        </dd>
        <dt>{t("outreach:by")}</dt>
        <dd>{mass.created_by || "—"}</dd>
        <dt>{t("outreach:created")}</dt>
        <dd>
          <When at={mass.created_at} />
        </dd>
        <dt>{t("outreach:reminded")}</dt>
        <dd>
          <When at={mass.reminded_at} none={t("outreach:never")} />
        </dd>
        <dt>{t("outreach:read")}</dt>
        <dd>
          <When at={mass.read_at} none={t("outreach:notYet")} />
        </dd>
      </dl>
    </section>
  );
}
