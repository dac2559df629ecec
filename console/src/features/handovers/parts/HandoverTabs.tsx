import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { PageTabs } from "@/ui/PageTabs";

/** Who may hand over also sees whose customers nobody has. */
export function HandoverTabs() {
  const t = useText();
  if (!useMay()("stores.write")) return null;
  return (
    <PageTabs
      label={t("handovers:title")}
      tabs={[
        { to: "/handovers", label: t("handovers:tabs.all") },
        { to: "/handovers/unassigned", label: t("handovers:tabs.unassigned") },
      ]}
    />
  );
}
