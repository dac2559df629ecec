import { useText } from "@/i18n";
import { PageTabs } from "@/ui/PageTabs";

export function GroupTabs() {
  const t = useText();
  return (
    <PageTabs
      label={t("communities:title")}
      tabs={[
        { to: "/groups", label: t("communities:tabs.all") },
        { to: "/groups/figures", label: t("communities:tabs.figures") },
        { to: "/groups/join-ways", label: t("communities:tabs.joinWays") },
        { to: "/groups/welcomes", label: t("communities:tabs.welcomes") },
      ]}
    />
  );
}
