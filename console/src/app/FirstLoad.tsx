import { useText } from "@/i18n";

/** Shown for the moment before the first screen is here; keeps the page from jumping. */
export function FirstLoad() {
  const t = useText();
  return (
    <div className="hy-first-load" role="status" aria-label={t("app:loading")}>
      <img src="/favicon.svg" width={36} height={36} alt="" />
    </div>
  );
}
