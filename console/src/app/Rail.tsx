import { SearchOutlined } from "@ant-design/icons";
import { NavLink } from "react-router";
import { useText } from "@/i18n";
import { NAV, useAllowedNav } from "./feature";
import { useSession } from "./session";

const MAC = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
export const SEARCH_KEYS = MAC ? "⌘K" : "Ctrl K";

/** The loop of the work, top to bottom. Shows only what exists and what this person may see. */
export function Rail({ onSearch }: { onSearch: () => void }) {
  const t = useText();
  const allowed = useAllowedNav();
  const organization = useSession()?.organization.name;
  return (
    <nav className="hy-rail" aria-label={t("app:menu")}>
      <NavLink to="/" className="hy-brand">
        <img src="/favicon.svg" width={24} height={24} alt="" />
        <span>
          <b>{t("app:brand")}</b>
          <small>{organization}</small>
        </span>
      </NavLink>
      <button type="button" className="hy-rail-search" onClick={onSearch}>
        <SearchOutlined />
        <span>{t("app:search.open")}</span>
        <kbd>{SEARCH_KEYS}</kbd>
      </button>
      {NAV.map(({ group, items }) => {
        const visible = items.filter((item) => allowed.includes(item));
        if (!visible.length) return null;
        return (
          <div key={group} className="hy-rail-group">
            {group !== "home" && <p>{t(`app:group.${group}`)}</p>}
            {visible.map((item) => (
              <NavLink key={item.to} to={item.to} end={item.to === "/"} className="hy-rail-item">
                {item.icon}
                <span>{t(item.label)}</span>
              </NavLink>
            ))}
          </div>
        );
      })}
    </nav>
  );
}
