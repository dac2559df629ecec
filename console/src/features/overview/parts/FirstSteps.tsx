import { Link } from "react-router";
import { useText } from "@/i18n";
import "./first-steps.css";

const STEPS = [
  { key: "wecom", to: "/settings/connections/new?kind=wecom" },
  { key: "code", to: "/live-codes" },
  { key: "import", to: "/imports" },
  { key: "tracker", to: "/settings/keys" },
];

/** A house with no data yet: what brings the first numbers in, in order. */
export function FirstSteps() {
  const t = useText();
  return (
    <section className="hy-card hy-first-steps" aria-label={t("overview:start.title")}>
      <h2>{t("overview:start.title")}</h2>
      <p>{t("overview:start.why")}</p>
      <ol>
        {STEPS.map(({ key, to }) => (
          <li key={key}>
            <Link to={to}>{t(`overview:start.${key}`)}</Link>
            <span>{t(`overview:start.${key}Why`)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
