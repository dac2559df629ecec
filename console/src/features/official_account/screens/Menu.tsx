import { FailureState } from "@/ui/FailureState";
import { CardsSkeleton } from "@/ui/Skeletons";
import type { Account } from "../model";
import { AccountPage } from "../parts/AccountPage";
import { ConditionalMenus } from "../parts/ConditionalMenus";
import { DefaultMenu } from "../parts/DefaultMenu";
import { useMenu } from "../queries";

export default function Menu() {
  return <AccountPage tab="menu">{(account) => <Menus account={account} />}</AccountPage>;
}

function Menus({ account }: { account: Account }) {
  const query = useMenu(account.id);
  if (query.isPending) return <CardsSkeleton cards={2} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  return (
    <>
      <DefaultMenu account={account} live={query.data} />
      <ConditionalMenus account={account} live={query.data} />
    </>
  );
}
