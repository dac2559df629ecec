import { App, Button } from "antd";
import { useParams, useSearchParams } from "react-router";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { dayIn } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { FailureState } from "@/ui/FailureState";
import { lastDays, type Period, PeriodPicker } from "@/ui/PeriodPicker";
import { CardsSkeleton, ChartSkeleton } from "@/ui/Skeletons";
import { AccountPage } from "../parts/AccountPage";
import { Articles } from "../parts/Articles";
import { FigureCards } from "../parts/FigureCards";
import { FigureCharts } from "../parts/FigureCharts";
import { useAskFigures, useDays, useFigures } from "../queries";

const LENGTH = 30;

export default function Figures() {
  const id = Number(useParams().id);
  const mayAsk = useMay()("messages.write");
  return (
    <AccountPage tab="figures" action={mayAsk && <AskNow id={id} />}>
      {() => <Numbers id={id} />}
    </AccountPage>
  );
}

function AskNow({ id }: { id: number }) {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const ask = useAskFigures(id);
  const start = () =>
    ask.mutate(undefined, {
      onSuccess: () => void message.success(t("official_account:figures.asked")),
      onError: (error) => void message.error(asRefusal(error).text(language)),
    });
  return (
    <Button loading={ask.isPending} onClick={start}>
      {t("official_account:figures.now")}
    </Button>
  );
}

/** The days looked at live in the address, so that a copied link shows the same. */
function usePeriod(): [Period, (period: Period) => void] {
  const today = dayIn(useTimezone());
  const [params, setParams] = useSearchParams();
  const [from, to] = [params.get("from"), params.get("to")];
  const period = from && to ? { from, to } : lastDays(LENGTH, today);
  return [period, (next) => setParams({ ...next }, { replace: true, preventScrollReset: true })];
}

function Numbers({ id }: { id: number }) {
  const [period, setPeriod] = usePeriod();
  const followers = useFigures(id, period);
  const days = useDays(id, period);
  const failed = followers.error ?? days.error;
  return (
    <>
      <PeriodPicker value={period} onChange={setPeriod} />
      {followers.data && days.data ? (
        <>
          <FigureCards followers={followers.data.days} days={days.data.items} />
          <FigureCharts period={period} followers={followers.data.days} days={days.data.items} />
          <Articles articles={followers.data.articles} />
        </>
      ) : failed ? (
        <FailureState error={failed} onRetry={() => Promise.all([followers.refetch(), days.refetch()])} />
      ) : (
        <>
          <CardsSkeleton />
          <ChartSkeleton />
        </>
      )}
    </>
  );
}
