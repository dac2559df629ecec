import {
  CheckCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import type { AudienceKind, MassCheck } from "../model";
import "./outreach.css";

export type Verdict = "good" | "note" | "bad" | "open";
const MARKS: Record<Verdict, ReactNode> = {
  good: <CheckCircleOutlined aria-hidden />,
  note: <ExclamationCircleOutlined aria-hidden />,
  bad: <CloseCircleOutlined aria-hidden />,
  open: <MinusCircleOutlined aria-hidden />,
};

export const Line = ({ is, children }: { is: Verdict; children: ReactNode }) => (
  <li data-is={is}>
    {MARKS[is]}
    <span>{children}</span>
  </li>
);

interface Props {
  audience: AudienceKind;
  /** Somebody is chosen, so that there is something to check. */
  chosen: boolean;
  check: { data?: MassCheck; error: unknown; isFetching: boolean };
  /** There is a text or an attachment, and it fits. */
  content: boolean;
}

/** What would become of it: said before it is sent, not after. */
export function CheckPanel({ audience, chosen, check, content }: Props) {
  const t = useText();
  const found = chosen ? check.data : undefined;
  return (
    <section
      className="hy-card"
      aria-label={t("outreach:check.title")}
      data-busy={chosen && check.isFetching}
    >
      <div className="hy-card-head">
        <h2>{t("outreach:check.title")}</h2>
      </div>
      <div className="hy-card-body">
        <ul className="hy-check-list" aria-live="polite">
          {!chosen && <Line is="open">{t(`outreach:check.choose.${audience}`)}</Line>}
          {chosen && !found && !check.error && <Line is="open">{t("outreach:check.counting")}</Line>}
          {chosen && check.error !== null && !found && <Failed error={check.error} />}
          {found && <Findings found={found} audience={audience} />}
          <Line is={content ? "good" : "open"}>
            {t(`outreach:check.${content ? "content" : "noContent"}`)}
          </Line>
        </ul>
        {found && found.shares.length > 0 && (
          <ul className="hy-shares" aria-label={t("outreach:check.shares")}>
            {found.shares.map((share) => (
              <li key={share.staff_id}>
                <span>{[share.name, share.store_name].filter(Boolean).join(" · ")}</span>
                <Count value={share.recipients} exact />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

function Failed({ error }: { error: unknown }) {
  return <Line is="bad">{asRefusal(error).text(useLanguage())}</Line>;
}

function Findings({ found, audience }: { found: MassCheck; audience: AudienceKind }) {
  const t = useText();
  const what = audience === "groups" ? "groups" : "people";
  const without = found.chosen - found.reached;
  return (
    <>
      <Line is={found.reached ? "good" : "bad"}>
        {t(`outreach:check.${found.reached ? what : "nobody"}`, { n: found.reached, staff: found.members })}
      </Line>
      {without > 0 && <Line is="note">{t(`outreach:check.without.${what}`, { n: without })}</Line>}
      {found.capped > 0 && <Line is="note">{t("outreach:check.capped", { n: found.capped })}</Line>}
      {found.refused > 0 && <Line is="note">{t("outreach:check.refused", { n: found.refused })}</Line>}
    </>
  );
}
