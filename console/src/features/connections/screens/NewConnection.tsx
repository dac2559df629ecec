import { Button } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useMay } from "@/app/session";
import { useLabel, useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { CardsSkeleton } from "@/ui/Skeletons";
import { asBilingual, type ConnectionMade, type Kind } from "../model";
import { KindCards } from "../parts/KindCards";
import { PrepareSteps } from "../parts/PrepareSteps";
import { WizardFields } from "../parts/WizardFields";
import { WizardFinish } from "../parts/WizardFinish";
import { WizardSteps } from "../parts/WizardSteps";
import { useKinds } from "../queries";
import "../parts/connections.css";
import "../parts/wizard.css";

const STEPS = ["kind", "prepare", "fields", "finish"] as const;
type Step = (typeof STEPS)[number];

/** From “which account” to “it works and is read in”. `?kind=` begins at the platform's steps. */
export default function NewConnection() {
  const t = useText();
  const query = useKinds();
  const mayWrite = useMay()("connections.write");
  const back = { to: "/settings/connections", label: t("connections:title") };
  return (
    <Page title={t("connections:wizard.title")} back={back}>
      {query.isPending && <CardsSkeleton cards={3} />}
      {query.isError && <FailureState error={query.error} onRetry={query.refetch} />}
      {query.data && mayWrite && <Wizard kinds={query.data.items} />}
      {query.data && !mayWrite && <EmptyState title={t("connections:mayNot")} />}
    </Page>
  );
}

function Wizard({ kinds }: { kinds: Kind[] }) {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const kind = kinds.find(({ name }) => name === params.get("kind"));
  const [place, setPlace] = useState<Step>("prepare");
  const [made, setMade] = useState<ConnectionMade | null>(null);
  const step: Step = kind ? place : "kind";
  const choose = ({ name, steps }: Kind) => {
    setPlace(steps.length ? "prepare" : "fields");
    setParams({ kind: name }, { preventScrollReset: true });
  };
  return (
    <div className="hy-wizard">
      <WizardSteps steps={STEPS} at={STEPS.indexOf(step)} />
      <Lead step={step} kind={kind} made={made} />
      {step === "kind" && <KindCards kinds={kinds} onChoose={choose} />}
      {kind && step === "prepare" && (
        <Prepare kind={kind} onNext={() => setPlace("fields")} onBack={() => setParams({})} />
      )}
      {kind && step === "fields" && (
        <WizardFields
          kind={kind}
          onBack={() => setPlace("prepare")}
          onMade={(connection) => {
            setMade(connection);
            setPlace("finish");
          }}
        />
      )}
      {kind && step === "finish" && made && (
        <WizardFinish kind={kind} made={made} onDone={() => navigate(`/settings/connections/${made.id}`)} />
      )}
    </div>
  );
}

function Lead({ step, kind, made }: { step: Step; kind?: Kind; made: ConnectionMade | null }) {
  const t = useText();
  const label = useLabel();
  const name = label(asBilingual(kind?.label));
  const [title, why] = {
    kind: [t("connections:wizard.kind"), t("connections:wizard.kindWhy")],
    prepare: [`${name} · ${t("connections:wizard.prepare")}`, t("connections:wizard.prepareWhy")],
    fields: [`${name} · ${t("connections:wizard.fields")}`, ""],
    finish: [t("connections:wizard.made", { name: made?.name }), t("connections:wizard.madeWhy")],
  }[step] as [string, string];
  return (
    <div className="hy-wizard-lead">
      <h2>{title}</h2>
      {why && <p>{why}</p>}
    </div>
  );
}

function Prepare({ kind, onNext, onBack }: { kind: Kind; onNext: () => void; onBack: () => void }) {
  const t = useText();
  const [all, setAll] = useState(false);
  return (
    <>
      <PrepareSteps kind={kind} onAll={setAll} />
      <div className="hy-wizard-foot">
        <Button onClick={onBack}>{t("connections:wizard.back")}</Button>
        <Button type={all ? "primary" : "default"} onClick={onNext}>
          {t(all ? "connections:wizard.ready" : "connections:wizard.skip")}
        </Button>
      </div>
    </>
  );
}
