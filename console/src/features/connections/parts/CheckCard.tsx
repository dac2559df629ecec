import { Button, Spin } from "antd";
import { type ReactNode, useEffect, useRef } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import type { Check } from "../model";
import { useCheckConnection, useLastCheck } from "../queries";
import { CheckList } from "./CheckList";
import "./connections.css";

interface Props {
  id: number;
  /** Begins by itself. */
  atOnce?: boolean;
  /** What to do about it here, beside checking again. */
  action?: ReactNode;
}

/** The doctor of one connection. */
export function CheckCard({ id, atOnce = false, action }: Props) {
  const t = useText();
  const last = useLastCheck(id).data;
  const check = useCheckConnection(id);
  const mayWrite = useMay()("connections.write");
  const begun = useRef(false);
  useEffect(() => {
    if (!atOnce || begun.current) return;
    begun.current = true;
    check.mutate();
  }, [atOnce, check.mutate]);
  return (
    <section className="hy-card" aria-label={t("connections:check.title")}>
      <div className="hy-card-head">
        <h2>{t("connections:check.title")}</h2>
        {mayWrite && (
          <span className="hy-check-actions">
            {action}
            <Button size="small" loading={check.isPending} onClick={() => check.mutate()}>
              {t(last ? "connections:check.again" : "connections:check.do")}
            </Button>
          </span>
        )}
      </div>
      <div className="hy-card-body" aria-live="polite">
        {check.isPending && !last && (
          <p className="hy-connection-hint">
            <Spin size="small" /> {t("connections:check.running")}
          </p>
        )}
        {check.isError && !check.isPending && (
          <FailureState error={check.error} onRetry={() => check.mutate()} />
        )}
        {!last && check.isIdle && <p className="hy-connection-hint">{t("connections:check.why")}</p>}
        {last && !check.isError && (
          <>
            <Summary checks={last.checks} />
            <CheckList checks={last.checks} />
          </>
        )}
      </div>
    </section>
  );
}

function Summary({ checks }: { checks: Check[] }) {
  const t = useText();
  const number = (state: string) => checks.filter((check) => check.state === state).length;
  const [failed, warned] = [number("failed"), number("warning")];
  return (
    <p className="hy-check-sum" data-state={failed ? "failed" : warned ? "warning" : "ok"}>
      {failed
        ? t("connections:check.problems", { n: failed })
        : warned
          ? t("connections:check.warnings", { n: warned })
          : t("connections:check.allGood")}
    </p>
  );
}
