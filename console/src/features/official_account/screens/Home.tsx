import { Navigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import { NEEDED, TABS } from "../model";
import { NoAccount } from "../parts/AccountPage";
import { useAccounts } from "../queries";

/** Leads to the first account and the first part of it that one may see. */
export default function Home() {
  const t = useText();
  const may = useMay();
  const query = useAccounts();
  const first = query.data?.items[0];
  const tab = TABS.find((one) => may(NEEDED[one]));
  if (query.isPending) return <PageSkeleton />;
  if (first && tab) return <Navigate to={`/official-account/${first.id}/${tab}`} replace />;
  return (
    <Page title={t("official_account:title")}>
      {!query.data ? (
        <FailureState error={query.error} onRetry={query.refetch} />
      ) : first ? (
        <div className="hy-card">
          <EmptyState
            title={t("official_account:nothingAllowed")}
            reason={t("official_account:nothingAllowedWhy")}
          />
        </div>
      ) : (
        <NoAccount any={false} />
      )}
    </Page>
  );
}
