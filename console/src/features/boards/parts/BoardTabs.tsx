import { useText } from "@/i18n";
import { PageTabs } from "@/ui/PageTabs";

export function BoardTabs() {
  const t = useText();
  return (
    <PageTabs
      label={t("boards:nav")}
      tabs={[
        { to: "/boards/lifecycle", label: t("boards:lifecycle.tab") },
        { to: "/boards/rfm", label: t("boards:rfm.tab") },
      ]}
    />
  );
}
