import { Button } from "antd";
import { useLanguage, useText } from "@/i18n";
import { exactCount, percent } from "@/i18n/format";
import { PersonChip } from "@/ui/PersonChip";
import { RuleSentence } from "@/ui/RuleSentence";
import { When } from "@/ui/When";
import type { Preview } from "../model";
import type { Live } from "../preview";

/** What the rule means right now: how many, in words, and who for example. */
export function LivePanel({ live }: { live: Live }) {
  const t = useText();
  const { answer, behind, refusal, nothing, skipped } = live;
  return (
    <aside className="hy-live" aria-label={t("segments:live.title")}>
      <section className="hy-card hy-live-size" data-behind={behind || undefined}>
        <h2>{t("segments:live.title")}</h2>
        <div className="hy-live-number" role="status" aria-live="polite" data-busy={behind}>
          <Size live={live} />
        </div>
        {skipped > 0 && <p className="hy-live-note">{t("segments:live.skipped", { n: skipped })}</p>}
      </section>
      {answer && !nothing && !refusal && (
        <>
          <section className="hy-card">
            <div className="hy-card-head">
              <h2>{t("segments:live.sentence")}</h2>
            </div>
            <div className="hy-card-body">
              <RuleSentence sentence={answer.sentence} lines={8} />
            </div>
          </section>
          <Sample answer={answer} />
        </>
      )}
    </aside>
  );
}

function Size({ live: { answer, refusal, nothing, wrong, retry } }: { live: Live }) {
  const t = useText();
  const language = useLanguage();
  if (nothing) return <p className="hy-live-note">{t("segments:live.nothing")}</p>;
  if (refusal) {
    return (
      <div>
        <p className="hy-live-note">{wrong ? t("segments:live.wrong") : refusal.text(language)}</p>
        {!wrong && (
          <Button size="small" onClick={retry}>
            {t("ui:retry")}
          </Button>
        )}
      </div>
    );
  }
  if (!answer) return <span className="hy-bone hy-live-bone" />;
  return (
    <>
      <strong className="hy-num">{exactCount(answer.size, language)}</strong>
      <span className="hy-quiet">
        {t("segments:live.of", {
          share: percent(answer.of ? answer.size / answer.of : 0),
          of: exactCount(answer.of, language),
        })}
      </span>
    </>
  );
}

function Sample({ answer }: { answer: Preview }) {
  const t = useText();
  return (
    <section className="hy-card" aria-label={t("segments:live.sample")}>
      <div className="hy-card-head">
        <h2>{t("segments:live.sample")}</h2>
      </div>
      {answer.sample.length ? (
        <ul className="hy-live-people">
          {answer.sample.map((person) => (
            <li key={person.id}>
              <PersonChip
                plain
                size="small"
                id={person.id}
                name={person.name}
                avatar={person.avatar}
                detail={person.city}
              />
              <span className="hy-quiet">
                <When at={person.last_seen_at} />
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="hy-card-body hy-quiet">{t("segments:live.nobody")}</p>
      )}
    </section>
  );
}
