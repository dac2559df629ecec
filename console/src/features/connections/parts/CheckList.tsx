import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  MinusCircleOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import { useLabel, useText } from "@/i18n";
import { asBilingual, type Check } from "../model";

const ICONS: Record<string, ReactNode> = {
  ok: <CheckCircleFilled />,
  warning: <ExclamationCircleFilled />,
  failed: <CloseCircleFilled />,
  skipped: <MinusCircleOutlined />,
};

/** What the doctor looked at, what was found, and how to mend it. */
export function CheckList({ checks }: { checks: Check[] }) {
  const t = useText();
  const label = useLabel();
  return (
    <ol className="hy-checks">
      {checks.map(({ step, title, state, found, fix }) => (
        <li key={step} data-state={state}>
          <span className="hy-check-icon" role="img" aria-label={t(`connections:check.${state}`)}>
            {ICONS[state]}
          </span>
          <div>
            <b>{label(asBilingual(title))}</b>
            <p>{label(asBilingual(found))}</p>
            {fix && state !== "ok" && (
              <p className="hy-check-fix">
                <b>{t("connections:check.fix")}</b>
                {label(asBilingual(fix))}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
