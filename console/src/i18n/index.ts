import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Bundle, Language } from "./catalogues";

export type { Language } from "./catalogues";

const KEY = "huayuan.language";
const LOADERS: Record<Language, () => Promise<{ default: Bundle }>> = {
  zh: () => import("./zh"),
  en: () => import("./en"),
};

export function rememberedLanguage(): Language | null {
  const value = localStorage.getItem(KEY);
  return value === "zh" || value === "en" ? value : null;
}

const browserLanguage = (): Language => (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, "ui")) return;
  const { default: bundle } = await LOADERS[language]();
  for (const [namespace, catalogue] of Object.entries(bundle)) {
    i18next.addResourceBundle(language, namespace, catalogue);
  }
}

export async function startLanguage(language?: Language): Promise<void> {
  const first = language ?? rememberedLanguage() ?? browserLanguage();
  await i18next.use(initReactI18next).init({
    lng: first,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  await chooseLanguage(first, { remember: false });
}

export async function chooseLanguage(language: Language, { remember = true } = {}): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  if (remember) localStorage.setItem(KEY, language);
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === "en" ? "en" : "zh";
}

/** `t("feature:key", {placeholders})`. Always the full key, so that a test can find every one of them. */
export function useText() {
  return useTranslation().t;
}

/** A label the server sends in both languages. */
export interface Bilingual {
  zh: string;
  en: string;
}
export function useLabel(): (label: Bilingual | null | undefined) => string {
  const language = useLanguage();
  return (label) => label?.[language] ?? "";
}
