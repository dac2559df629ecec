import { useText } from "@/i18n";
import { RuleSentence } from "@/ui/RuleSentence";
import { When } from "@/ui/When";
import type { Segment } from "../model";

export function RuleCard({ segment }: { segment: Segment }) {
  const t = useText();
  return (
    <section className="hy-card" aria-label={t("segments:mine.rule")}>
      <div className="hy-card-head">
        <h2>{t("segments:mine.rule")}</h2>
        <span className="hy-quiet">
          {t("segments:page.evaluated")} <When at={segment.evaluated_at} none={t("segments:evaluating")} />
        </span>
      </div>
      <div className="hy-card-body">
        <RuleSentence sentence={segment.sentence} lines={4} />
      </div>
    </section>
  );
}
