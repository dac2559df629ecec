import { App as AntApp, ConfigProvider, type ThemeConfig, theme as antTheme } from "antd";
import type { Locale } from "antd/es/locale";
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useState } from "react";
import { FONT, type Mode, paint, TOKENS, type Tokens } from "./tokens";

export type Preference = Mode | "system";
interface Appearance {
  mode: Mode;
  tokens: Tokens;
  preference: Preference;
  prefer: (preference: Preference) => void;
}

const KEY = "huayuan.appearance";
const AppearanceContext = createContext<Appearance>({
  mode: "light",
  tokens: TOKENS.light,
  preference: "system",
  prefer: () => undefined,
});
export const useAppearance = () => useContext(AppearanceContext);

const systemIsDark = () => window.matchMedia?.("(prefers-color-scheme: dark)").matches ?? false;
/** Read once: popups that wait for the end of a motion that never runs would stay out of sight. */
const MOTION = !(window.matchMedia?.("(prefers-reduced-motion: reduce)").matches ?? false);

function remembered(): Preference {
  const value = localStorage.getItem(KEY);
  return value === "light" || value === "dark" ? value : "system";
}

/** Light, dark, or as the system says; the choice is remembered in this browser. */
export function AppearanceProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const [preference, setPreference] = useState<Preference>(remembered);
  const [system, setSystem] = useState(systemIsDark);
  const mode: Mode = preference === "system" ? (system ? "dark" : "light") : preference;

  useLayoutEffect(() => {
    const query = window.matchMedia?.("(prefers-color-scheme: dark)");
    const follow = () => setSystem(systemIsDark());
    query?.addEventListener("change", follow);
    return () => query?.removeEventListener("change", follow);
  }, []);
  useLayoutEffect(() => paint(mode), [mode]);

  const value = useMemo<Appearance>(
    () => ({
      mode,
      tokens: TOKENS[mode],
      preference,
      prefer: (next) => {
        localStorage.setItem(KEY, next);
        setPreference(next);
      },
    }),
    [mode, preference],
  );
  return (
    <AppearanceContext value={value}>
      <ConfigProvider locale={locale} theme={antdTheme(mode)} button={{ autoInsertSpace: false }} virtual>
        <AntApp message={{ maxCount: 3 }}>{children}</AntApp>
      </ConfigProvider>
    </AppearanceContext>
  );
}

function antdTheme(mode: Mode): ThemeConfig {
  const t = TOKENS[mode];
  return {
    algorithm: mode === "dark" ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: {
      // Pressed or pointed at, white on it still has a contrast of 4.5.
      ...(mode === "light" && { colorPrimaryHover: "#2c7d53" }),
      colorPrimary: t.accent,
      colorInfo: t.blue,
      colorSuccess: t.accent,
      colorWarning: t.amber,
      colorError: t.red,
      colorSuccessBg: t.accentSoft,
      colorSuccessBorder: t.line,
      colorWarningBg: t.amberSoft,
      colorWarningBorder: t.line,
      colorErrorBg: t.redSoft,
      colorErrorBorder: t.line,
      colorInfoBg: t.blueSoft,
      colorInfoBorder: t.line,
      colorLink: t.accent,
      colorText: t.text,
      colorTextSecondary: t.textSecond,
      colorTextTertiary: t.textQuiet,
      colorTextDescription: t.textQuiet,
      colorTextPlaceholder: t.textQuiet,
      colorBgLayout: t.page,
      colorBgContainer: t.surface,
      colorBgElevated: t.raised,
      colorBgMask: mode === "dark" ? "rgb(0 0 0 / 50%)" : "rgb(32 35 31 / 32%)",
      colorBorder: t.lineStrong,
      colorBorderSecondary: t.line,
      colorSplit: t.line,
      fontFamily: FONT,
      fontSize: 14,
      borderRadius: 6,
      borderRadiusLG: 8,
      motion: MOTION,
      motionDurationSlow: "0.15s",
      motionDurationMid: "0.12s",
      motionDurationFast: "0.08s",
      boxShadowTertiary: "none",
      wireframe: false,
    },
    components: componentTokens(mode, t),
  };
}

function componentTokens(mode: Mode, t: Tokens): ThemeConfig["components"] {
  return {
    Button: {
      contentFontSizeSM: 13,
      primaryColor: t.onAccent,
      primaryShadow: "none",
      defaultShadow: "none",
      dangerShadow: "none",
    },
    Table: {
      headerBg: t.surface,
      headerColor: t.textSecond,
      headerSplitColor: "transparent",
      headerBorderRadius: 0,
      rowHoverBg: t.hover,
      rowSelectedBg: t.accentSoft,
      rowSelectedHoverBg: t.accentSoft,
      bodySortBg: "transparent",
      headerSortActiveBg: t.surface,
      headerSortHoverBg: t.hover,
      cellFontSize: 13,
      cellFontSizeMD: 13,
      cellFontSizeSM: 13,
      cellPaddingBlock: 11,
      cellPaddingBlockMD: 8,
      cellPaddingBlockSM: 4,
    },
    TreeSelect: { nodeSelectedBg: t.accentSoft, nodeHoverBg: t.hover },
    Tabs: { horizontalItemPadding: "8px 0", horizontalItemGutter: 24, titleFontSize: 14 },
    Tag: { defaultBg: t.hover, defaultColor: t.text },
    Form: { itemMarginBottom: 26, verticalLabelPadding: "0 0 6px" },
    Progress: { defaultColor: t.accent },
    Segmented: { itemColor: t.textSecond, trackBg: t.hover },
    Tooltip: { colorBgSpotlight: mode === "dark" ? "#3a3f37" : "#262a25" },
  };
}
