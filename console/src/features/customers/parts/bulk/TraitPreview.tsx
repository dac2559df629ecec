import { useLabel, useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { useTimezone } from "@/i18n/timezone";
import { PersonChip } from "@/ui/PersonChip";
import { type TraitDefinition, traitText } from "../../traits";
import type { BulkDone } from "./queries";

interface Props {
  preview: BulkDone;
  traits: TraitDefinition[];
}

/** What would change, with a few of those it would change for. */
export function TraitPreview({ preview, traits }: Props) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const timezone = useTimezone();
  const text = (value: unknown, key: string) =>
    traitText(
      value,
      traits.find((trait) => trait.key === key),
      { t, language, timezone },
    );
  return (
    <section aria-live="polite" aria-label={t("customers:bulk.preview")}>
      <p>
        {t(preview.looked_at < preview.people ? "customers:bulk.wouldSome" : "customers:bulk.would", {
          n: exactCount(preview.changes, language),
          people: exactCount(preview.people, language),
          some: exactCount(preview.looked_at, language),
        })}
      </p>
      <ul className="hy-bulk-examples">
        {preview.examples.map((one) => (
          <li key={`${one.person_id}/${one.trait}`}>
            <PersonChip id={one.person_id} name={one.name} size="small" plain />
            <span className="hy-quiet">
              {label(traits.find((trait) => trait.key === one.trait)?.label) || one.trait}
            </span>
            <span>
              <del>{text(one.old, one.trait)}</del> → {text(one.new, one.trait)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
