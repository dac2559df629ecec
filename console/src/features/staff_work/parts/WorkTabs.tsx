import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { PageTabs } from "@/ui/PageTabs";

export function WorkTabs() {
  const t = useText();
  const may = useMay();
  const tabs = [{ to: "/staff-work", label: t("staff_work:tabs.figures") }];
  if (may("messages.read")) tabs.push({ to: "/staff-work/words", label: t("staff_work:tabs.words") });
  return tabs.length > 1 ? <PageTabs label={t("staff_work:nav")} tabs={tabs} /> : null;
}
