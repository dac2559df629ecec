import { Drawer } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { Outlet, useLocation, useNavigation } from "react-router";
import { useText } from "@/i18n";
import { PageSkeleton } from "@/ui/Skeletons";
import { Rail } from "./Rail";
import { useSessionEnded } from "./session";
import { TopBar } from "./TopBar";
import "./shell.css";

// Neither is part of a first sight of the page.
const LoginAgain = lazy(() => import("./LoginAgain"));
const SearchPalette = lazy(() => import("./SearchPalette"));

export function Shell() {
  const t = useText();
  const location = useLocation();
  const loading = useNavigation().state === "loading";
  const [menu, setMenu] = useState(false);
  const [search, setSearch] = useState(false);
  const [searched, setSearched] = useState(false);
  const [ended] = useSessionEnded();
  if (search && !searched) setSearched(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address closes the phone menu
  useEffect(() => setMenu(false), [location.pathname]);
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        setSearch((shown) => !shown);
      }
    };
    window.addEventListener("keydown", open);
    return () => window.removeEventListener("keydown", open);
  }, []);

  return (
    <div className="hy-shell">
      <a className="hy-skip" href="#content">
        {t("app:skip")}
      </a>
      <aside className="hy-aside">
        <Rail onSearch={() => setSearch(true)} />
      </aside>
      <Drawer
        open={menu}
        onClose={() => setMenu(false)}
        placement="left"
        size={264}
        closable={false}
        className="hy-menu-drawer"
      >
        <Rail
          onSearch={() => {
            setMenu(false);
            setSearch(true);
          }}
        />
      </Drawer>
      <div className="hy-main">
        <TopBar onMenu={() => setMenu(true)} onSearch={() => setSearch(true)} />
        {loading && <div className="hy-progress" role="progressbar" aria-label={t("app:loading")} />}
        <main id="content" tabIndex={-1}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <Suspense fallback={null}>{ended && <LoginAgain />}</Suspense>
      <Suspense fallback={null}>
        {searched && <SearchPalette open={search} onClose={() => setSearch(false)} />}
      </Suspense>
    </div>
  );
}
