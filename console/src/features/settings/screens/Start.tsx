import { Navigate } from "react-router";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { useSettingsTabs } from "../parts/SettingsTabs";

/** Opens the first part of the settings this person may see. */
export default function Start() {
  const t = useText();
  const [first] = useSettingsTabs();
  if (first) return <Navigate to={`/settings/${first.key}`} replace />;
  return (
    <Page title={t("settings:nav")}>
      <EmptyState title={t("settings:nothing")} reason={t("settings:nothingWhy")} />
    </Page>
  );
}
