import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { When } from "@/ui/When";
import type { Health } from "../model";
import { Facts } from "./Facts";

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;

/** What comes in, of the last 24 hours, and what became of it. */
export function HealthCard({ health }: { health: Health }) {
  const t = useText();
  return (
    <section className="hy-card" aria-label={t("connections:health.title")}>
      <div className="hy-card-head">
        <h2>{t("connections:health.title")}</h2>
      </div>
      <div className="hy-card-body">
        <Facts
          facts={[
            {
              name: t("connections:health.last"),
              value: <When at={health.last_callback_at} none={t("connections:health.never")} />,
            },
            { name: t("connections:health.callbacks"), value: <Count value={health.callbacks_24h} /> },
            { name: t("connections:health.delay"), value: <Delay health={health} /> },
            {
              name: t("connections:health.duplicates"),
              value: <Count value={health.duplicates_24h} />,
              note: health.duplicates_24h ? t("connections:health.duplicatesWhy") : undefined,
            },
            {
              name: t("connections:health.refused"),
              value: <Count value={health.refused_24h} />,
              tone: health.refused_24h ? "amber" : undefined,
              note: health.refused_24h ? t("connections:health.refusedWhy") : undefined,
            },
            { name: t("connections:health.unknown"), value: <Count value={health.unknown_24h} /> },
            { name: t("connections:health.waiting"), value: <Count value={health.waiting} /> },
            {
              name: t("connections:health.failed"),
              value: <Count value={health.failed} />,
              tone: health.failed ? "red" : undefined,
            },
          ]}
        />
      </div>
    </section>
  );
}

/** The platform stamps whole seconds, so less than one is not known. */
function Delay({ health: { delay_p50_ms, delay_max_ms } }: { health: Health }) {
  const t = useText();
  if (delay_p50_ms === null || delay_max_ms === null) return <span className="hy-quiet">—</span>;
  const said = (ms: number) => {
    const [unit, length] = UNITS.find(([, one]) => ms >= one) ?? ["underSecond", 1];
    return t(`connections:health.${unit}`, { n: Number((ms / length).toFixed(ms < 10 * length ? 1 : 0)) });
  };
  return <>{t("connections:health.delayText", { p50: said(delay_p50_ms), max: said(delay_max_ms) })}</>;
}
