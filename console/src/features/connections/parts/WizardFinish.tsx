import { Button } from "antd";
import { useText } from "@/i18n";
import { useLeaveCheck } from "@/ui/formSubmit";
import type { ConnectionMade, Kind } from "../model";
import { useConnection } from "../queries";
import { CallbackSteps } from "./CallbackSteps";
import { CheckCard } from "./CheckCard";
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
  useLeaveCheck(secretsAtRisk, onDone);
  return (
    <>
      {kind.receives_callbacks && <CallbackSteps kind={kind} connection={connection} made={made.made_up} />}
      <CheckCard id={made.id} atOnce />
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
