import { useText } from "@/i18n";
import { Page } from "@/ui/Page";
export default function Overview() {
  const t = useText();
  return <Page title={t("overview:nav")}>…</Page>;
}
