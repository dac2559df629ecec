import { useState } from "react";
import { useLabel, useText } from "@/i18n";
import { Money } from "@/ui/Money";
import type { TimelineEvent } from "../model";
import { ChannelName } from "@/ui/ChannelName";
import { Masked } from "@/ui/Masked";
import { useMay } from "@/app/session";
import { reveal } from "../queries";
import { MASK, type PropertyKind, type Said, telling } from "./telling";

/** Under the name of an event: what says most about it, and on demand all of it. */
export function MomentDetail({ event, kinds }: { event: TimelineEvent; kinds: PropertyKind[] }) {
  const t = useText();
  const label = useLabel();
  const [open, setOpen] = useState(false);
  const said = telling(event.properties, kinds);
  const hasMore = Object.keys(event.properties).length > 0;
  if (!event.channel && !hasMore) return null;
  return (
    <>
      <span className="hy-moment-said">
        {said.map((one) => (
          <span key={one.name}>
            {one.label && `${label(one.label)} `}
            <SaidValue said={one} />
          </span>
        ))}
        {event.channel && (
          <span>
            {t("customers:timeline.channel")} <ChannelName value={event.channel} />
          </span>
        )}
        {hasMore && (
          <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "customers:timeline.less" : "customers:timeline.all")}
          </button>
        )}
      </span>
      {open && <AllProperties event={event} kinds={kinds} />}
    </>
  );
}

/** The different things a run of events was about. */
export function RunDetail(props: { run: TimelineEvent[]; kinds: PropertyKind[]; onOpen: () => void }) {
  const t = useText();
  const about = props.run.flatMap((event) => telling(event.properties, props.kinds)[0] ?? []);
  const words = about.map(({ value }) => t(`customers:values.${value}`, { defaultValue: String(value) }));
  return (
    <span className="hy-moment-said">
      <span className="hy-moment-about">{[...new Set(words)].join(" · ")}</span>
      <button type="button" aria-expanded={false} onClick={props.onOpen}>
        {t("customers:timeline.each")}
      </button>
    </span>
  );
}

function SaidValue({ said }: { said: Said }) {
  const t = useText();
  if (said.money) return <Money fen={Number(said.value)} />;
  return <>{t(`customers:values.${said.value}`, { defaultValue: String(said.value) })}</>;
}

function AllProperties({ event, kinds }: { event: TimelineEvent; kinds: PropertyKind[] }) {
  const label = useLabel();
  const may = useMay();
  const hidden = Object.keys(event.properties).filter((name) => event.properties[name] === MASK);
  const named = (name: string) => {
    const kind = kinds.find((one) => one.name === name);
    return kind ? label(kind.label) : name;
  };
  const show = (name: string) => (reason: string) =>
    reveal(event.person_id, `event:${event.event_id}:${name}`, reason);
  return (
    <>
      <pre className="hy-sample">{JSON.stringify(event.properties, null, 2)}</pre>
      {may("customers.reveal") &&
        hidden.map((name) => (
          <p key={name} className="hy-quiet">
            {named(name)} <Masked value={MASK} label={named(name)} reveal={show(name)} />
          </p>
        ))}
    </>
  );
}
