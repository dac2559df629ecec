import { Button } from "antd";
import { useState } from "react";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";

interface Props {
  counts: Record<string, number>;
  nameOf: (event: string) => string;
  chosen: string[];
  onChoose: (events: string[]) => void;
}

const SHOWN = 7;

/** Kinds of events this customer has, most frequent first; pressing several shows any of them. */
export function EventChips({ counts, nameOf, chosen, onChoose }: Props) {
  const t = useText();
  const [all, setAll] = useState(false);
  const kinds = Object.entries(counts).sort(([, one], [, other]) => other - one);
  const shown = kinds.filter(([event], index) => all || index < SHOWN || chosen.includes(event));
  const toggle = (event: string) =>
    onChoose(chosen.includes(event) ? chosen.filter((one) => one !== event) : [...chosen, event]);
  if (kinds.length < 2) return null;
  return (
    <fieldset className="hy-event-chips">
      <legend className="hy-hidden">{t("customers:timeline.filter")}</legend>
      <button type="button" aria-pressed={!chosen.length} onClick={() => onChoose([])}>
        {t("customers:timeline.everything")}
      </button>
      {shown.map(([event, count]) => (
        <button key={event} type="button" aria-pressed={chosen.includes(event)} onClick={() => toggle(event)}>
          {nameOf(event)} <Count value={count} />
        </button>
      ))}
      {kinds.length > SHOWN && (
        <Button type="link" size="small" onClick={() => setAll(!all)}>
          {all
            ? t("customers:timeline.fewerKinds")
            : t("customers:timeline.moreKinds", { n: kinds.length - SHOWN })}
        </Button>
      )}
    </fieldset>
  );
}
