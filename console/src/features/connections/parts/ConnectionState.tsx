import { Tag } from "antd";
import { useText } from "@/i18n";
import type { Connection } from "../model";
import { TONES, verdict } from "../verdict";

/** In one word how a connection is. */
export function ConnectionState({ connection }: { connection: Connection }) {
  const t = useText();
  const state = verdict(connection);
  return (
    <Tag variant="filled" color={TONES[state]}>
      {t(`connections:state.${state}`)}
    </Tag>
  );
}
