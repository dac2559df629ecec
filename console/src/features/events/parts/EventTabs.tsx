import { useText } from "@/i18n";
import { PageTabs } from "@/ui/PageTabs";

export function EventTabs() {
  const t = useText();
  return (
    <PageTabs
      label={t("events:nav")}
      tabs={[
        { to: "/events", label: t("events:tab.catalog") },
        { to: "/events/live", label: t("events:tab.live") },
        { to: "/events/rejected", label: t("events:tab.rejected") },
      ]}
    />
  );
}
