import { Alert, App, Button, Input, Radio } from "antd";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PersonPicker } from "@/ui/PersonPicker";
import { TableSkeleton } from "@/ui/Skeletons";
import { moreKnown } from "../comparing";
import type { CustomerDetail } from "../model";
import { Comparison } from "../parts/Comparison";
import { CustomerSkeleton } from "../parts/CustomerSkeleton";
import { useToldMerge } from "../parts/useToldMerge";
import { useCustomer, useMerge } from "../queries";

const OTHER = "with";

/** Somebody knows that two customers are one person: the other is found, both are compared, then joined. */
export default function Merge() {
  const t = useText();
  const id = Number(useParams().id);
  const query = useCustomer(id);
  const person = query.data;
  if (query.isPending) return <CustomerSkeleton />;
  const back = { to: `/customers/${id}`, label: person?.name ?? t("ui:person.numbered", { id }) };
  return (
    <Page title={t("customers:merge.title")} purpose={t("customers:merge.purpose")} back={back}>
      {person ? <WithWhom person={person} /> : <FailureState error={query.error} onRetry={query.refetch} />}
    </Page>
  );
}

function WithWhom({ person }: { person: CustomerDetail }) {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const chosen = Number(params.get(OTHER)) || null;
  return (
    <>
      <section className="hy-card">
        <div className="hy-card-body hy-merge-form">
          <label htmlFor="merge-with">
            <span>{t("customers:merge.with")}</span>
            <PersonPicker
              id="merge-with"
              autoFocus={chosen === null}
              label={t("customers:merge.with")}
              placeholder={t("customers:merge.search")}
              none={t("customers:merge.none")}
              value={chosen}
              onChange={(other) => setParams({ [OTHER]: String(other) }, { replace: true })}
            />
          </label>
        </div>
      </section>
      {chosen !== null && <Both key={chosen} person={person} id={chosen} />}
    </>
  );
}

function Both({ person, id }: { person: CustomerDetail; id: number }) {
  const t = useText();
  const may = useMay();
  const query = useCustomer(id);
  const other = query.data;
  const [kept, setKept] = useState<number | null>(null);
  if (query.isPending) return <TableSkeleton rows={8} columns={3} />;
  if (!other) return <FailureState error={query.error} onRetry={query.refetch} />;
  if (other.id === person.id) return <Alert type="info" showIcon title={t("customers:merge.same")} />;
  const winner = kept ?? moreKnown(person, other).id;
  return (
    <>
      <section className="hy-card">
        <div className="hy-card-body">
          <Comparison left={person} right={other} kept={winner} />
        </div>
      </section>
      {may("identity.write") ? (
        <Decide people={[person, other]} winner={winner} onWinner={setKept} />
      ) : (
        <Alert type="info" showIcon title={t("customers:conflicts.mayNot")} />
      )}
    </>
  );
}

interface DecideProps {
  people: [CustomerDetail, CustomerDetail];
  winner: number;
  onWinner: (id: number) => void;
}

function Decide({ people, winner, onWinner }: DecideProps) {
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const merge = useMerge();
  const told = useToldMerge();
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const loser = people.find((one) => one.id !== winner)?.id ?? 0;
  const run = async () => {
    setProblem(null);
    try {
      const done = await merge.mutateAsync({ winner, loser, reason: reason.trim() });
      told(done);
      await navigate(`/customers/${done.winner}/identities`, { replace: true });
    } catch (error) {
      setProblem(asRefusal(error).text(language));
    }
  };
  const ask = () =>
    modal.confirm({
      title: t("customers:conflicts.ask.merge"),
      content: t("customers:conflicts.askWhy.merge", { winner, loser }),
      okText: t("customers:merge.run"),
      cancelText: t("ui:cancel"),
      onOk: run,
    });
  return (
    <section className="hy-card" aria-label={t("customers:merge.decide")}>
      <div className="hy-card-body hy-merge-form">
        {problem && <Alert type="error" showIcon title={problem} />}
        <fieldset>
          <legend>{t("customers:merge.keep")}</legend>
          <Radio.Group
            value={winner}
            onChange={(event) => onWinner(event.target.value as number)}
            options={people.map((one) => ({
              value: one.id,
              label: `${one.name ?? t("customers:customer")} · ${one.id}`,
            }))}
          />
        </fieldset>
        <label htmlFor="merge-reason">
          <span>{t("customers:merge.reason")}</span>
          <Input.TextArea
            id="merge-reason"
            rows={2}
            maxLength={200}
            placeholder={t("customers:merge.reasonExample")}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
        <span className="hy-quiet">{t("customers:merge.what")}</span>
        <div>
          <Button type="primary" disabled={!reason.trim()} loading={merge.isPending} onClick={ask}>
            {t("customers:merge.run")}
          </Button>
        </div>
      </div>
    </section>
  );
}
