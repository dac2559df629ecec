import { Button } from "antd";
import { chooseLanguage, useLanguage } from "@/i18n";

/** Offers the other language, in that language. */
export function LanguageSwitch() {
  const language = useLanguage();
  const other = language === "zh" ? "en" : "zh";
  return (
    <Button type="text" size="small" lang={other} onClick={() => void chooseLanguage(other)}>
      {other === "en" ? "English" : "中文"}
    </Button>
  );
}
