import { useText } from "@/i18n";
import { PageTabs } from "@/ui/PageTabs";

export function SegmentTabs() {
  const t = useText();
  return (
    <PageTabs
      label={t("segments:title")}
      tabs={[
        { to: "/segments", label: t("segments:title") },
        { to: "/segments/lists", label: t("segments:lists.title") },
      ]}
    />
  );
}
