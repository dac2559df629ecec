import { NavLink } from "react-router";
import "./page-tabs.css";

export interface PageTab {
  to: string;
  label: string;
  /** A small number worth seeing from outside: open conflicts. */
  count?: number;
}

/** Parts of one subject, each with its own address. */
export function PageTabs({ tabs, label }: { tabs: PageTab[]; label: string }) {
  return (
    <nav className="hy-tabs" aria-label={label}>
      {tabs.map(({ to, label: name, count }) => (
        <NavLink key={to} to={to} end>
          {name}
          {!!count && <small className="hy-num">{count}</small>}
        </NavLink>
      ))}
    </nav>
  );
}
