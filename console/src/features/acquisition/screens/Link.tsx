import { Alert, App, Button } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { type Bilingual, useLabel, useLanguage, useText } from "@/i18n";
import { ChannelName } from "@/ui/ChannelName";
import { CopyBlock } from "@/ui/CopyBlock";
import { Count } from "@/ui/Count";
import { useCorps } from "@/ui/corps";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import { When } from "@/ui/When";
import type { AcquisitionLink } from "../model";
import { Brought } from "../parts/Brought";
import { LinkDrawer } from "../parts/LinkDrawer";
import { LinkState } from "../parts/LinkState";
import { useChangeLink, useDropLink, useLink } from "../queries";
import "../parts/link.css";

export default function Link() {
  const t = useText();
  const query = useLink(Number(useParams().id));
  const corps = useCorps().data?.items ?? [];
  const mayWrite = useMay()("live_codes.write");
  const [editing, setEditing] = useState(false);
  const link = query.data;
  const back = { to: "/acquisition", label: t("acquisition:title") };
  if (query.isPending) return <PageSkeleton />;
  if (!link) {
    return (
      <Page title={t("acquisition:one")} back={back}>
        <FailureState error={query.error} onRetry={query.refetch} />
      </Page>
    );
  }
  const corp = corps.find((one) => one.id === link.connection_id);
  const mayChange = mayWrite && corp && link.status !== "deleted";
  return (
    <Page
      title={link.name}
      back={back}
      extra={mayChange && <Drop link={link} />}
      action={
        mayChange && (
          <Button type="primary" onClick={() => setEditing(true)}>
            {t("acquisition:edit")}
          </Button>
        )
      }
    >
      <Failed link={link} mayChange={!!mayChange} />
      <Facts link={link} />
      {link.url && <Brought id={link.id} />}
      {corp && <LinkDrawer open={editing} corp={corp} link={link} onClose={() => setEditing(false)} />}
    </Page>
  );
}

/** Why WeCom refused; saving it as it is has it asked again. */
function Failed({ link, mayChange }: { link: AcquisitionLink; mayChange: boolean }) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const { message } = App.useApp();
  const change = useChangeLink();
  if (!link.error && link.status !== "unavailable") return null;
  const again = () =>
    change.mutate(
      { id: link.id, name: link.name },
      { onError: (error) => void message.error(asRefusal(error).text(language)) },
    );
  return (
    <Alert
      type={link.error ? "error" : "warning"}
      showIcon
      title={t(link.error ? "acquisition:failed" : "acquisition:unavailable")}
      description={label((link.error?.message ?? null) as Bilingual | null) || undefined}
      action={
        mayChange && (
          <Button size="small" loading={change.isPending} onClick={again}>
            {t("acquisition:again")}
          </Button>
        )
      }
    />
  );
}

function Drop({ link }: { link: AcquisitionLink }) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const drop = useDropLink();
  const ask = () =>
    modal.confirm({
      title: t("acquisition:drop.ask", { name: link.name }),
      content: t("acquisition:drop.why"),
      okText: t("acquisition:drop.do"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        drop.mutateAsync(link.id).then(
          () => {
            void message.success(t("acquisition:drop.done"));
            void navigate("/acquisition");
          },
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
  return <Button onClick={ask}>{t("acquisition:drop.do")}</Button>;
}

function Facts({ link }: { link: AcquisitionLink }) {
  const t = useText();
  return (
    <section className="hy-card">
      <div className="hy-card-head">
        <h2>{t("acquisition:settings")}</h2>
        <LinkState status={link.status} />
      </div>
      <div className="hy-card-body hy-stack">
        {link.shared_url && <CopyBlock label={t("acquisition:share")} text={link.shared_url} />}
        <dl className="hy-link-facts">
          <dt>{t("acquisition:channel")}</dt>
          <dd>
            <ChannelName value={link.channel} />
          </dd>
          <dt>{t("acquisition:staff")}</dt>
          <dd>{link.staff.map((one) => one.name).join(t("acquisition:comma"))}</dd>
          <dt>{t("acquisition:form.skip")}</dt>
          <dd>{t(link.skip_verify ? "acquisition:skipOn" : "acquisition:skipOff")}</dd>
          <dt>{t("acquisition:customers")}</dt>
          <dd>
            <Count value={link.read_at ? link.customers : null} />
            {link.read_at && (
              <span className="hy-quiet">
                {" · "}
                {t("acquisition:read")} <When at={link.read_at} />
              </span>
            )}
          </dd>
          <dt>{t("acquisition:created")}</dt>
          <dd>
            <When at={link.created_at} />
          </dd>
        </dl>
      </div>
    </section>
  );
}
