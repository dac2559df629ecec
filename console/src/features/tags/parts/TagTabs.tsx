import { useText } from "@/i18n";
import { PageTabs } from "@/ui/PageTabs";
import { useSync } from "../queries";

export function TagTabs() {
  const t = useText();
  const accounts = useSync().data?.items ?? [];
  const conflicts = accounts.reduce((sum, account) => sum + account.conflicts.length, 0);
  return (
    <PageTabs
      label={t("tags:title")}
      tabs={[
        { to: "/tags", label: t("tags:tabs.all") },
        { to: "/tags/actions", label: t("tags:tabs.actions") },
        { to: "/tags/usage", label: t("tags:tabs.usage") },
        { to: "/tags/quality", label: t("tags:tabs.quality") },
        { to: "/tags/sync", label: t("tags:tabs.sync"), count: conflicts },
      ]}
    />
  );
}
