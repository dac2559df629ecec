import { useMemo } from "react";
import { useNavigate } from "react-router";
import { chooseLanguage, useLanguage, useText } from "@/i18n";
import { useAllowedNav } from "./feature";
import { useLogout } from "./session";
import { useAppearance } from "@/ui/theme";

export interface Command {
  group: string;
  title: string;
  /** What a search may match, besides the title: the address, the other language's word. */
  words: string;
  run: () => void;
}

/** Pages and actions that ⌘K offers without asking the server. */
export function useCommands(): Command[] {
  const t = useText();
  const navigate = useNavigate();
  const language = useLanguage();
  const nav = useAllowedNav();
  const logout = useLogout().mutate;
  const { mode, prefer } = useAppearance();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu changes only with the session, which remounts the shell
  return useMemo(() => {
    const pages = nav.map((item) =>
      command(t("app:search.kind.page"), t(item.label), item.to, () => void navigate(item.to)),
    );
    const other = language === "zh" ? "en" : "zh";
    const otherMode = mode === "dark" ? "light" : "dark";
    const action = t("app:search.kind.command");
    return [
      ...pages,
      command(action, t(`app:appearance.to_${otherMode}`), `theme ${otherMode}`, () => prefer(otherMode)),
      command(action, t("app:otherLanguage"), "language 语言 english 中文", () => void chooseLanguage(other)),
      command(action, t("app:logout"), "logout 退出", () => logout()),
    ];
  }, [t, navigate, language, mode, prefer, logout]);
}

function command(group: string, title: string, more: string, run: () => void): Command {
  return { group, title, words: `${title} ${more}`, run };
}
