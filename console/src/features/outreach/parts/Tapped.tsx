import { useText } from "@/i18n";
import "./outreach.css";

/** How many of the staff have tapped, with a bar that fills. */
export function Tapped({ done, of }: { done: number; of: number }) {
  const t = useText();
  if (!of) return <span className="hy-quiet">—</span>;
  return (
    <span className="hy-tapped">
      <span className="hy-num">{t("outreach:tappedOf", { done, of })}</span>
      <i aria-hidden>
        <b style={{ width: `${Math.round((done / of) * 100)}%` }} />
      </i>
    </span>
  );
}
