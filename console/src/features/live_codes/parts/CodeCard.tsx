import { Link } from "react-router";
import { useText } from "@/i18n";
import { ChannelName } from "@/ui/ChannelName";
import { Count } from "@/ui/Count";
import type { LiveCode } from "../model";
import { CodeStatus } from "./CodeStatus";
import { StaffBehind } from "./StaffBehind";
import "./live-code.css";

/** A live code of the list on a phone. */
export function CodeCard({ code }: { code: LiveCode }) {
  const t = useText();
  return (
    <Link className="hy-code-card" to={`/live-codes/${code.id}`}>
      <span>
        <b>{code.name}</b>
        <CodeStatus status={code.status} />
      </span>
      <span className="hy-quiet">
        <span>
          <ChannelName value={code.channel} /> · <StaffBehind code={code} />
        </span>
        <span>
          {t("live_codes:friends")} <Count value={code.friends} />
          {code.friends_today > 0 && ` · ${t("live_codes:todayPlus", { n: code.friends_today })}`}
        </span>
      </span>
    </Link>
  );
}
