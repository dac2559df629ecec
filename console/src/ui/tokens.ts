/** Every colour of the console, once for light and once for dark. antd's theme and our CSS variables both come from here. */
export type Mode = "light" | "dark";

export interface Tokens {
  accent: string;
  accentSoft: string;
  onAccent: string;
  text: string;
  textSecond: string;
  textQuiet: string;
  page: string;
  surface: string;
  raised: string;
  hover: string;
  line: string;
  lineStrong: string;
  red: string;
  redSoft: string;
  amber: string;
  amberSoft: string;
  blue: string;
  blueSoft: string;
  bubble: string;
  chart: string[];
}

const light: Tokens = {
  accent: "#1f7a4d",
  accentSoft: "#e9f3ed",
  onAccent: "#ffffff",
  text: "#20231f",
  textSecond: "#555a53",
  textQuiet: "#6a6f67",
  page: "#faf9f6",
  surface: "#ffffff",
  raised: "#ffffff",
  hover: "#f4f2ee",
  line: "#e8e6e0",
  lineStrong: "#d3d0c8",
  red: "#b3362b",
  redSoft: "#fbeeec",
  amber: "#8f5a00",
  amberSoft: "#fcf3e0",
  blue: "#2860a8",
  blueSoft: "#ebf2fb",
  bubble: "#95ec69",
  chart: ["#1f7a4d", "#3a6fb7", "#c98417", "#8759a6", "#1e9a9c", "#bd5140", "#84872f", "#6d7480"],
};

const dark: Tokens = {
  accent: "#5cbf8e",
  accentSoft: "#1d3328",
  onAccent: "#0b2116",
  text: "#e9eae5",
  textSecond: "#b1b5ac",
  textQuiet: "#979c92",
  page: "#141613",
  surface: "#1b1e1a",
  raised: "#22261f",
  hover: "#252922",
  line: "#2d312a",
  lineStrong: "#42473e",
  red: "#f0877b",
  redSoft: "#3a1f1c",
  amber: "#e2ac4f",
  amberSoft: "#352a14",
  blue: "#83b1ec",
  blueSoft: "#1b2a3d",
  bubble: "#3eb575",
  chart: ["#5cbf8e", "#7aa7e6", "#e3a948", "#b891d6", "#55c4c5", "#e58b7b", "#b7ba62", "#a3abb7"],
};

export const TOKENS: Record<Mode, Tokens> = { light, dark };

export const FONT =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Noto Sans SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif';
export const MONO = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "WenQuanYi Micro Hei Mono", monospace';

/** Puts the tokens of `mode` on the root element as `--hy-…`, so that plain CSS follows the theme. */
export function paint(mode: Mode): void {
  const root = document.documentElement;
  root.dataset.theme = mode;
  for (const [name, value] of Object.entries(TOKENS[mode])) {
    if (typeof value === "string") root.style.setProperty(`--hy-${name}`, value);
  }
  root.style.setProperty("--hy-font", FONT);
  root.style.setProperty("--hy-mono", MONO);
}
