import { Spin } from "antd";
import { useEffect, useRef } from "react";
import { Navigate, useNavigate, useSearchParams } from "react-router";
import { useText } from "@/i18n";
import { Gate } from "./Gate";
import { LoginForm } from "./LoginForm";
import { useLoginLink, useSessionQuery, useSetupState } from "./session";
import { WecomLogin, WecomProblem } from "./WecomLogin";

/** Only an address of this console is followed after logging in. */
function nextPage(raw: string | null): string {
  return raw?.startsWith("/") && !/^\/[/\\]/.test(raw) ? raw : "/";
}

export default function LoginPage() {
  const t = useText();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const token = query.get("token");
  const next = nextPage(query.get("next"));
  const session = useSessionQuery();
  const setup = useSetupState(session.data === null);
  const link = useLoginLink();
  const linkUsed = useRef(false);

  const enterByLink = link.mutate;
  useEffect(() => {
    // A link works once: a second call, as React makes in development, would spend it for nothing.
    if (!token || linkUsed.current) return;
    linkUsed.current = true;
    enterByLink(token, { onSuccess: () => void navigate(next, { replace: true }) });
  }, [token, enterByLink, navigate, next]);

  if (session.data && !token) return <Navigate to={next} replace />;
  if (setup.data?.needed) return <Navigate to="/setup" replace />;
  if (token && !link.isError) {
    return (
      <Gate title={t("app:login.linkTitle")} lead={t("app:login.linkLead")}>
        <Spin />
      </Gate>
    );
  }
  return (
    <Gate title={t("app:login.title")} lead={setup.data?.organization || t("app:login.lead")}>
      <WecomProblem code={query.get("problem")} />
      <LoginForm failure={link.error} onDone={() => void navigate(next, { replace: true })} />
      <WecomLogin next={next} />
    </Gate>
  );
}
