import { Button } from "antd";
import { useState } from "react";
import { useText } from "@/i18n";
import { useLeaveCheck } from "@/ui/formSubmit";
import type { ConnectionMade, Kind } from "../model";
import { useConnection, useLastCheck } from "../queries";
import { CallbackSteps } from "./CallbackSteps";
import { CheckCard } from "./CheckCard";
import { RotateDrawer } from "./RotateDrawer";
import { SyncCard } from "./SyncCard";

interface Props {
  kind: Kind;
  made: ConnectionMade;
  onDone: () => void;
}

/** What is left once it is saved: the platform's callback settings, the check, reading everything. */
export function WizardFinish({ kind, made, onDone }: Props) {
  const t = useText();
  const connection = useConnection(made.id, true).data ?? made;
  // Closing the window now would lose the token and key for good.
  const secretsAtRisk = Object.keys(made.made_up).length > 0 && !connection.health.last_callback_at;
  const [correcting, setCorrecting] = useState(false);
  const [round, setRound] = useState(0);
  const checks = useLastCheck(made.id).data?.checks ?? [];
  const refused = checks.some(({ step, state }) => step === "credentials" && state === "failed");
  useLeaveCheck(secretsAtRisk, onDone);
  return (
    <>
      {kind.callback_steps.length > 0 && (
        <CallbackSteps kind={kind} connection={connection} made={made.made_up} />
      )}
      <CheckCard
        key={round}
        id={made.id}
        atOnce
        action={
          refused && (
            <Button size="small" type="primary" onClick={() => setCorrecting(true)}>
              {t("connections:wizard.correct")}
            </Button>
          )
        }
      />
      <RotateDrawer
        connection={connection}
        kind={kind}
        open={correcting}
        onClose={() => setCorrecting(false)}
        onReplaced={() => setRound(round + 1)}
        entered
      />
      {kind.can_sync && <SyncCard id={made.id} prominent />}
      <div className="hy-wizard-foot">
        <span />
        <Button type="primary" onClick={onDone}>
          {t("connections:wizard.done")}
        </Button>
      </div>
    </>
  );
}
