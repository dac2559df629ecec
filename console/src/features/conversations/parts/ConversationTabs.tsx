import { useText } from "@/i18n";
import { PageTabs } from "@/ui/PageTabs";

export function ConversationTabs() {
  const t = useText();
  const tabs = [
    { to: "/conversations", label: t("conversations:tabs.list") },
    { to: "/conversations/accounts", label: t("conversations:tabs.accounts") },
  ];
  return <PageTabs label={t("conversations:title")} tabs={tabs} />;
}
