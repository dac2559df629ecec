import { Alert, App, Button, Tooltip } from "antd";
import { useState } from "react";
import { useParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { type Bilingual, useLabel, useLanguage, useText } from "@/i18n";
import { useAssets } from "@/ui/assets";
import { cardsOf } from "@/ui/attachments";
import { ChannelName, useChannelName } from "@/ui/ChannelName";
import { Count } from "@/ui/Count";
import { FailureState } from "@/ui/FailureState";
import { MetricCard } from "@/ui/MetricCard";
import { Page } from "@/ui/Page";
import { PhonePreview } from "@/ui/PhonePreview";
import { PageSkeleton } from "@/ui/Skeletons";
import { TagChips } from "@/ui/TagChips";
import { When } from "@/ui/When";
import { attachmentsOf, type LiveCode as Code } from "../model";
import { CodeDrawer } from "../parts/CodeDrawer";
import { CodeStatus } from "../parts/CodeStatus";
import { QrCard } from "../parts/QrCard";
import { RecentPeople } from "../parts/RecentPeople";
import { useArchiveCode, useChangeCode, useLiveCode } from "../queries";

export default function LiveCode() {
  const t = useText();
  const query = useLiveCode(Number(useParams().id));
  const code = query.data;
  const [editing, setEditing] = useState(false);
  const back = { to: "/live-codes", label: t("live_codes:title") };
  if (query.isPending) return <PageSkeleton />;
  if (!code) {
    return (
      <Page title={t("live_codes:one")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  return (
    <Page
      title={code.name}
      back={back}
      extra={<Archive code={code} />}
      action={<Edit code={code} onEdit={() => setEditing(true)} />}
    >
      {code.status === "failed" && <Failed code={code} />}
      <div className="hy-main-side">
        <div className="hy-stack">
          <Numbers code={code} />
          <Facts code={code} />
          <RecentPeople channel={code.channel} />
        </div>
        <div className="hy-stack hy-code-side">
          <QrCard code={code} />
          <Welcome code={code} />
        </div>
      </div>
      <CodeDrawer open={editing} code={code} onClose={() => setEditing(false)} />
    </Page>
  );
}

function Edit({ code, onEdit }: { code: Code; onEdit: () => void }) {
  const t = useText();
  const mayWrite = useMay()("live_codes.write");
  if (code.status === "archived") return null;
  return (
    <Tooltip title={mayWrite ? undefined : t("live_codes:mayNot")}>
      <Button type="primary" disabled={!mayWrite} onClick={onEdit}>
        {t("live_codes:edit")}
      </Button>
    </Tooltip>
  );
}

function Archive({ code }: { code: Code }) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const archive = useArchiveCode();
  if (!useMay()("live_codes.write") || code.status === "archived") return null;
  const ask = () =>
    modal.confirm({
      title: t("live_codes:archive.ask", { name: code.name }),
      content: t("live_codes:archive.why"),
      okText: t("live_codes:archive.do"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        archive.mutateAsync(code.id).then(
          () => void message.success(t("live_codes:archive.done")),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return <Button onClick={ask}>{t("live_codes:archive.do")}</Button>;
}

/** Why WeCom refused, and asking again: saving the code as it is. */
function Failed({ code }: { code: Code }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const { message } = App.useApp();
  const change = useChangeCode();
  const said = (code.error?.message ?? null) as Bilingual | null;
  const again = () =>
    change.mutate(
      { id: code.id, change: { name: code.name } },
      { onError: (error) => void message.error(asRefusal(error).text(language)) },
    );
  return (
    <Alert
      type="error"
      showIcon
      title={t("live_codes:failed")}
      description={label(said) || t("live_codes:failedWhy")}
      action={
        useMay()("live_codes.write") && (
          <Button size="small" loading={change.isPending} onClick={again}>
            {t("live_codes:again")}
          </Button>
        )
      }
    />
  );
}

function Numbers({ code }: { code: Code }) {
  const t = useText();
  return (
    <div className="hy-metrics">
      <MetricCard label={t("live_codes:friends")} value={<Count value={code.friends} />} />
      <MetricCard label={t("live_codes:today")} value={<Count value={code.friends_today} />} />
      {code.scans !== null && (
        <MetricCard label={t("live_codes:scans")} value={<Count value={code.scans} />} />
      )}
    </div>
  );
}

function Facts({ code }: { code: Code }) {
  const t = useText();
  const everyone = code.rotation === "all";
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("live_codes:settings")}</h2>
        <CodeStatus status={code.status} />
      </div>
      <dl className="hy-card-body hy-code-facts">
        <dt>{t("live_codes:channel")}</dt>
        <dd>
          <ChannelName value={code.channel} />
        </dd>
        <dt>{t("live_codes:form.rotation")}</dt>
        <dd>
          {t(`live_codes:rotations.${code.rotation}`)}
          <span className="hy-quiet"> · {t(`live_codes:rotationWhy.${code.rotation}`)}</span>
        </dd>
        {!everyone && (
          <>
            <dt>{t("live_codes:staff")}</dt>
            <dd>{code.staff.map((one) => one.name).join(t("live_codes:comma")) || "—"}</dd>
          </>
        )}
        <dt>{t("live_codes:tags")}</dt>
        <dd>
          <TagChips tags={code.tags} />
        </dd>
        <dt>{t("live_codes:state")}</dt>
        <dd>
          <code>{code.state}</code>
        </dd>
        <dt>{t("live_codes:created")}</dt>
        <dd>
          <When at={code.created_at} />
        </dd>
      </dl>
    </section>
  );
}

function Welcome({ code }: { code: Code }) {
  const t = useText();
  const channelName = useChannelName();
  const attachments = attachmentsOf(code);
  const cards = cardsOf(attachments, useAssets(attachments.length > 0));
  const name = code.staff[0]?.name ?? t("live_codes:examples.staff_name");
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("live_codes:welcome")}</h2>
      </div>
      <div className="hy-card-body hy-code-welcome">
        {code.welcome_text || cards.length > 0 ? (
          <PhonePreview
            from={name}
            text={code.welcome_text}
            cards={cards}
            notice={t("live_codes:examples.notice", { name })}
            examples={{
              customer_name: t("live_codes:examples.customer_name"),
              staff_name: name,
              store_name: t("live_codes:examples.store_name"),
              channel: channelName(code.channel),
            }}
          />
        ) : (
          <span className="hy-quiet">{t("live_codes:noWelcome")}</span>
        )}
      </div>
    </section>
  );
}
