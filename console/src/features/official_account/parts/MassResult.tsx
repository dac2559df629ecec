import { Drawer } from "antd";
import { Fragment } from "react";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { Count } from "@/ui/Count";
import { When } from "@/ui/When";
import { type Mass, massCount } from "../model";
import { useAccountTags } from "../queries";
import { MassState } from "./MassState";

/** To whom a mass message went, in words. */
export function useAudience(account: number): (mass: Mass) => string {
  const t = useText();
  const language = useLanguage();
  const tags = useAccountTags(account, useMay()("tags.read")).data?.items ?? [];
  return ({ audience }) => {
    if (audience.everyone) return t("official_account:mass.everyone");
    if (audience.tag !== null && audience.tag !== undefined) {
      const name = tags.find((one) => one.external_id === audience.tag)?.name;
      if (name) return t("official_account:menu.tagged", { name });
      return t("official_account:menu.taggedUnknown", { id: audience.tag });
    }
    return t("official_account:mass.people", { n: exactCount(audience.people ?? 0, language) });
  };
}

/** One mass message with what became of it. */
export function MassResult({
  account,
  mass,
  onClose,
}: {
  account: number;
  mass: Mass | null;
  onClose: () => void;
}) {
  return (
    <Drawer
      open={mass !== null}
      title={mass?.name}
      size={480}
      styles={{ wrapper: { maxWidth: "100vw" } }}
      onClose={onClose}
      destroyOnHidden
    >
      {mass && <Result account={account} mass={mass} />}
    </Drawer>
  );
}

const COUNTS = ["total", "sent", "filtered", "failed"] as const;

function Result({ account, mass }: { account: number; mass: Mass }) {
  const t = useText();
  const audience = useAudience(account);
  const urls = (mass.counts.urls as string[] | undefined) ?? [];
  const reason =
    mass.reason && t(`official_account:mass.reasons.${mass.reason}`, { defaultValue: mass.reason });
  const text = (mass.content as { content?: string }).content;
  const facts: [string, React.ReactNode][] = [
    ["state", <MassState key="state" state={mass.state} />],
    ...(reason ? [["reason", reason] as [string, React.ReactNode]] : []),
    ["to", audience(mass)],
    ["kind", text ?? t(`official_account:mass.kinds.${mass.msgtype}`, { defaultValue: mass.msgtype })],
    ...COUNTS.map((key): [string, React.ReactNode] => [
      key,
      <Count key={key} value={massCount(mass.counts, key)} exact />,
    ]),
    ["when", <When key="when" at={mass.created_at} exact />],
    ["finished", <When key="finished" at={mass.finished_at} exact />],
  ];
  return (
    <dl className="hy-oa-facts">
      {facts.map(([key, value]) => (
        <Fragment key={key}>
          <dt>{t(`official_account:mass.${key}`)}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
      {urls.length > 0 && <dt>{t("official_account:mass.links")}</dt>}
      {urls.map((url) => (
        <dd key={url}>
          <a href={url} target="_blank" rel="noreferrer">
            {url}
          </a>
        </dd>
      ))}
    </dl>
  );
}
