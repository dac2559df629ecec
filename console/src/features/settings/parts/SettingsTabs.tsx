import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { PageTabs } from "@/ui/PageTabs";

/** Every part of the settings with what it takes to see it; one's own account is everybody's. */
const TABS = [
  { key: "users", permission: "users.read" },
  { key: "roles", permission: "users.read" },
  { key: "connections", permission: "connections.read" },
  { key: "webhooks", permission: "connections.read" },
  { key: "keys", permission: "keys.read" },
  { key: "audit", permission: "audit.read" },
  { key: "account", permission: null },
] as const;

export function useSettingsTabs() {
  const may = useMay();
  return TABS.filter(({ permission }) => permission === null || may(permission));
}

export function SettingsTabs() {
  const t = useText();
  const tabs = useSettingsTabs();
  return (
    <PageTabs
      label={t("settings:nav")}
      tabs={tabs.map(({ key }) => ({ to: `/settings/${key}`, label: t(`settings:tab.${key}`) }))}
    />
  );
}
