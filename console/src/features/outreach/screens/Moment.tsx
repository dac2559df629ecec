import { Alert, App, Button } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { type Bilingual, useLabel, useLanguage, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { MetricCard } from "@/ui/MetricCard";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import { type MomentDetail, type MomentMember, oursOf, titleOf } from "../model";
import { Card } from "../parts/Card";
import { MomentPhone } from "../parts/MomentPhone";
import { MomentReactions } from "../parts/MomentReactions";
import { StateTag } from "../parts/StateTag";
import { type MomentDeed, useMoment, useMomentDeed } from "../queries";
import "../parts/outreach.css";

export default function Moment() {
  const t = useText();
  const label = useLabel();
  const [chosen, setChosen] = useState<string | null>(null);
  const query = useMoment(Number(useParams().id));
  const moment = query.data;
  const back = { to: "/moments", label: t("outreach:moments.title") };
  if (query.isPending) return <PageSkeleton />;
  if (!moment) {
    return (
      <Page title={t("outreach:moments.one")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  const said = (moment.error?.message ?? null) as Bilingual | null;
  const member = moment.by_member.find((one) => one.userid === chosen);
  const first = moment.by_member.find((one) => one.published) ?? moment.by_member[0];
  return (
    <Page
      title={titleOf({ name: "", text: moment.text }) || t("outreach:moments.one")}
      back={back}
      extra={<Deeds moment={moment} />}
    >
      {moment.error && (
        <Alert
          type="error"
          showIcon
          title={t("outreach:moments.failed")}
          description={said ? label(said) : undefined}
        />
      )}
      {moment.state === "waiting" && <Alert type="info" showIcon title={t("outreach:moments.waitingWhy")} />}
      <div className="hy-main-side">
        <div className="hy-stack">
          <Numbers moment={moment} />
          <Staff moment={moment} onOpen={moment.published > 0 ? setChosen : undefined} />
          {moment.published > 0 && (
            <MomentReactions moment={moment} member={member} onEveryone={() => setChosen(null)} />
          )}
        </div>
        <div className="hy-stack">
          <Facts moment={moment} />
          <Card title={t("outreach:form.preview")}>
            <div className="hy-outreach-phone">
              <MomentPhone
                from={first?.name ?? t("outreach:form.someStaff")}
                text={moment.text}
                attachments={moment.attachments.map(oursOf)}
              />
            </div>
          </Card>
        </div>
      </div>
    </Page>
  );
}

function Deeds({ moment }: { moment: MomentDetail }) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const mayWrite = useMay()("messages.write");
  const deed = useMomentDeed(moment.id);
  const run = (what: MomentDeed) =>
    deed.mutateAsync(what).then(
      () => void message.success(t(`outreach:deeds.${what}Done`)),
      (error) => void message.error(asRefusal(error).text(language)),
    );
  const stop = () =>
    modal.confirm({
      title: t("outreach:moments.cancelAsk"),
      content: t("outreach:moments.cancelWhy"),
      okText: t("outreach:deeds.cancel"),
      okButtonProps: { danger: true },
      cancelText: t("outreach:deeds.keep"),
      onOk: () => run("cancel"),
    });
  const watched = ["waiting", "done", "cancelled"].includes(moment.state);
  return (
    <>
      {watched && (
        <Button loading={deed.isPending && deed.variables === "refresh"} onClick={() => void run("refresh")}>
          {t("outreach:deeds.refresh")}
        </Button>
      )}
      {moment.state === "waiting" && mayWrite && <Button onClick={stop}>{t("outreach:deeds.cancel")}</Button>}
    </>
  );
}

function Numbers({ moment }: { moment: MomentDetail }) {
  const t = useText();
  return (
    <div className="hy-metrics hy-metrics-three">
      <MetricCard
        label={t("outreach:moments.publishedBy")}
        value={t("outreach:tappedOf", { done: moment.published, of: moment.members })}
      />
      <MetricCard label={t("outreach:moments.likes")} value={<Count value={moment.likes} />} />
      <MetricCard label={t("outreach:moments.comments")} value={<Count value={moment.comments} />} />
    </div>
  );
}

/** Opening a member shows who reacted to what they published. */
function Staff({ moment, onOpen }: { moment: MomentDetail; onOpen?: (userid: string) => void }) {
  const t = useText();
  const number = (key: "likes" | "comments"): Column<MomentMember> => ({
    key,
    title: t(`outreach:moments.${key}`),
    width: 100,
    number: true,
    render: (member) => <Count value={member.published ? member[key] : null} />,
  });
  const columns: Column<MomentMember>[] = [
    {
      key: "name",
      title: t("outreach:members.name"),
      width: 180,
      always: true,
      render: (member) => member.name ?? member.userid,
    },
    {
      key: "published",
      title: t("outreach:moments.state"),
      width: 140,
      render: (member) =>
        member.published ? (
          t("outreach:moments.didPublish")
        ) : (
          <span className="hy-quiet">{t("outreach:moments.notPublished")}</span>
        ),
    },
    number("likes"),
    number("comments"),
  ];
  return (
    <DataTable
      name="moment-members"
      label={t("outreach:members.title")}
      columns={columns}
      query={{
        data: { items: moment.by_member },
        error: null,
        isPending: false,
        isFetching: false,
        refetch: () => {},
      }}
      rowKey={(member) => member.userid}
      onOpen={onOpen && ((member) => onOpen(member.userid))}
      empty={<EmptyState title={t("outreach:members.none")} reason={t("outreach:moments.membersNoneWhy")} />}
    />
  );
}

function Facts({ moment }: { moment: MomentDetail }) {
  const t = useText();
  return (
    <section className="hy-card" aria-label={t("outreach:facts")}>
      <div className="hy-card-head">
        <h2>{t("outreach:facts")}</h2>
        <StateTag of="moments.states" state={moment.state} />
      </div>
      <dl className="hy-card-body hy-outreach-facts">
        <dt>{t("outreach:by")}</dt>
        <dd>{moment.created_by || "—"}</dd>
        <dt>{t("outreach:created")}</dt>
        <dd>
          <When at={moment.created_at} />
        </dd>
        <dt>{t("outreach:read")}</dt>
        <dd>
          <When at={moment.read_at} none={t("outreach:notYet")} />
        </dd>
      </dl>
    </section>
  );
}
