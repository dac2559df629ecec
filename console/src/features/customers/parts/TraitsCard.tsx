import { Button } from "antd";
import { useState } from "react";
import { useLabel, useLanguage, useText } from "@/i18n";
import { useTimezone } from "@/i18n/timezone";
import { When } from "@/ui/When";
import type { CustomerDetail, Trait } from "../model";
import { traitText } from "../traits";
import { EditTraits } from "./EditTraits";
import { useTraits } from "./useTraits";
import { sourceName } from "./sources";

const SHOWN = 6;

/** What is known about the customer, and for each thing who said so and when. */
export function TraitsCard({ person }: { person: CustomerDetail }) {
  const { traits } = person;
  const t = useText();
  const label = useLabel();
  const [all, setAll] = useState(false);
  // A picture's address tells a reader nothing, and the picture is in the head of the page.
  const telling = traits.filter((trait) => trait.key !== "avatar");
  const language = useLanguage();
  const timezone = useTimezone();
  const definitions = useTraits();
  const value = (trait: Trait) =>
    traitText(
      trait.value,
      definitions.find(({ key }) => key === trait.key),
      { t, language, timezone },
    );
  return (
    <section className="hy-card hy-side-card">
      <div className="hy-card-head">
        <h2>{t("customers:traits.title")}</h2>
        <EditTraits person={person} />
      </div>
      <div className="hy-card-body">
        {telling.length ? (
          <ul>
            {telling.slice(0, all ? undefined : SHOWN).map((trait) => (
              <li key={trait.key}>
                <div className="hy-side-line">
                  <span className="hy-quiet">{label(trait.label) || trait.key}</span>
                  <span className="hy-trait-value">{value(trait)}</span>
                </div>
                <small>
                  {sourceName(t, trait.source)} · <When at={trait.updated_at} />
                </small>
              </li>
            ))}
          </ul>
        ) : (
          <span className="hy-quiet">{t("customers:traits.none")}</span>
        )}
        {telling.length > SHOWN && (
          <Button className="hy-side-more" type="link" size="small" onClick={() => setAll(!all)}>
            {all ? t("customers:traits.fewer") : t("customers:traits.all", { n: telling.length })}
          </Button>
        )}
      </div>
    </section>
  );
}
