import { MenuOutlined, SearchOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useText } from "@/i18n";
import { AccountMenu } from "./AccountMenu";
import { Freshness } from "./Freshness";
import { JobsMenu } from "./JobsMenu";
import { LanguageSwitch } from "./LanguageSwitch";

export function TopBar({ onMenu, onSearch }: { onMenu: () => void; onSearch: () => void }) {
  const t = useText();
  return (
    <header className="hy-top">
      <div className="hy-top-phone">
        <Button type="text" icon={<MenuOutlined />} aria-label={t("app:menu")} onClick={onMenu} />
        <Button type="text" icon={<SearchOutlined />} aria-label={t("app:search.open")} onClick={onSearch} />
      </div>
      <div className="hy-top-tools">
        <Freshness />
        <JobsMenu />
        <LanguageSwitch />
        <AccountMenu />
      </div>
    </header>
  );
}
