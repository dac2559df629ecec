import { Tag } from "antd";
import { useText } from "@/i18n";
import { MASS_STATES } from "../model";

const COLOURS: Record<string, string> = {
  waiting: "processing",
  submitted: "processing",
  sent: "success",
  failed: "error",
};

export function MassState({ state }: { state: string }) {
  const t = useText();
  return (
    <Tag variant="filled" color={COLOURS[state]}>
      {MASS_STATES.includes(state) ? t(`official_account:mass.states.${state}`) : state}
    </Tag>
  );
}
