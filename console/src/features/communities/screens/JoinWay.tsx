import { App, Button } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { ChannelName } from "@/ui/ChannelName";
import { Count } from "@/ui/Count";
import { useCorps } from "@/ui/corps";
import { FailureState } from "@/ui/FailureState";
import { MetricCard } from "@/ui/MetricCard";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { JoinWay as Way } from "../model";
import { IssuedState, Refused } from "../parts/IssuedState";
import { WayDrawer } from "../parts/WayDrawer";
import { WayQr } from "../parts/WayQr";
import { useChangeWay, useDropWay, useJoinWay } from "../wecomQueries";
import "../parts/group.css";

export default function JoinWay() {
  const t = useText();
  const query = useJoinWay(Number(useParams().id));
  const corps = useCorps().data?.items ?? [];
  const mayWrite = useMay()("communities.write");
  const [editing, setEditing] = useState(false);
  const way = query.data;
  const back = { to: "/groups/join-ways", label: t("communities:way.title") };
  if (query.isPending) return <PageSkeleton />;
  if (!way) {
    return (
      <Page title={t("communities:way.one")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  const corp = corps.find((one) => one.id === way.connection_id);
  const mayChange = mayWrite && corp && way.status !== "deleted";
  return (
    <Page
      title={way.name}
      back={back}
      extra={mayChange && <Drop way={way} />}
      action={
        mayChange && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t("communities:edit")}
          </Button>
        )
      }
    >
      <Refused
        error={way.error}
        title={t("communities:way.failed")}
        again={mayChange && <Again way={way} />}
      />
      <div className="hy-main-side">
        <div className="hy-stack">
          <Numbers way={way} />
          <Facts way={way} />
        </div>
        <WayQr way={way} />
      </div>
      {corp && <WayDrawer open={editing} corp={corp} way={way} onClose={() => setEditing(false)} />}
    </Page>
  );
}

/** Saving it as it is has WeCom asked again. */
function Again({ way }: { way: Way }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const change = useChangeWay();
  return (
    <Button
      size="small"
      loading={change.isPending}
      onClick={() =>
        change.mutate(
          { id: way.id, name: way.name },
          { onError: (error) => void message.error(asRefusal(error).text(language)) },
        )
      }
    >
      {t("communities:again")}
    </Button>
  );
}

function Drop({ way }: { way: Way }) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const drop = useDropWay();
  const ask = () =>
    modal.confirm({
      title: t("communities:way.dropAsk", { name: way.name }),
      content: t("communities:way.dropWhy"),
      okText: t("communities:drop"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        drop.mutateAsync(way.id).then(
          () => {
            void message.success(t("communities:dropped"));
            void navigate("/groups/join-ways");
          },
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return <Button onClick={ask}>{t("communities:drop")}</Button>;
}

function Numbers({ way }: { way: Way }) {
  const t = useText();
  return (
    <div className="hy-metrics">
      <MetricCard label={t("communities:way.joined")} value={<Count value={way.joined} />} />
      <MetricCard label={t("communities:way.today")} value={<Count value={way.joined_today} />} />
      <MetricCard label={t("communities:way.inside")} value={<Count value={way.inside} />} />
    </div>
  );
}

function Facts({ way }: { way: Way }) {
  const t = useText();
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("communities:way.settings")}</h2>
        <IssuedState status={way.status} />
      </div>
      <dl className="hy-card-body hy-group-facts">
        <dt>{t("communities:way.channel")}</dt>
        <dd>
          <ChannelName value={way.channel} />
        </dd>
        <dt>{t("communities:way.groups")}</dt>
        <dd>
          <ul className="hy-way-groups">
            {way.groups.map((group) => (
              <li key={group.id}>
                <Link to={`/groups/${group.id}`}>{group.name || t("communities:unnamed")}</Link>
                <span className="hy-quiet"> · {t("communities:way.members", { n: group.members })}</span>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t("communities:way.auto")}</dt>
        <dd>
          {t(way.auto_create ? "communities:way.autoOn" : "communities:way.autoOff", {
            name: way.base_name || t("communities:way.baseExample"),
          })}
        </dd>
        <dt>{t("communities:way.state")}</dt>
        <dd>
          <code>{way.state}</code>
        </dd>
        <dt>{t("communities:created")}</dt>
        <dd>
          <When at={way.created_at} />
        </dd>
      </dl>
    </section>
  );
}
