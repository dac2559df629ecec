import { Alert, Form, type FormInstance } from "antd";
import type { ReactNode } from "react";
import type { Refusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";

import { Page } from "@/ui/Page";
import { PageSkeleton } from "@/ui/Skeletons";
import type { Connection } from "../model";
import { useConnections } from "../queries";
import "./outreach.css";

export interface Titles {
  title: string;
  back: { to: string; label: string };
}

interface GateProps {
  page: Titles;
  allowed: boolean;
  children: (connections: Connection[]) => ReactNode;
}

/** What is written once somebody may send and there is a company to send from; otherwise it says what is missing. */
export function WithConnections({ page, allowed, children }: GateProps) {
  const t = useText();
  const connections = useConnections();
  const nothing = (title: string, reason: string) => (
    <Page {...page}>
      <div className="hy-card">
        <EmptyState title={title} reason={reason} />
      </div>
    </Page>
  );
  if (!allowed) return nothing(t("outreach:mayNot"), t("outreach:mayNotWhy"));
  if (connections.isPending) return <PageSkeleton />;
  if (!connections.data) {
    return (
      <Page {...page}>
        <FailureState error={connections.error} onRetry={connections.refetch} />
      </Page>
    );
  }
  if (!connections.data.items.length) {
    return nothing(t("outreach:noConnection"), t("outreach:noConnectionWhy"));
  }
  return children(connections.data.items);
}

interface ComposeProps<Values> {
  page: Titles;
  action: ReactNode;
  refusal: Refusal | null;
  form: FormInstance<Values>;
  initial: Partial<Values>;
  onChange: () => void;
  /** Checks and preview, beside the form. */
  side: ReactNode;
  children: ReactNode;
}

/** A page on which something to send is written: the form, and beside it what would become of it. */
export function Compose<Values>({
  page,
  action,
  refusal,
  form,
  initial,
  onChange,
  side,
  children,
}: ComposeProps<Values>) {
  const language = useLanguage();
  return (
    <Page {...page} action={action}>
      {refusal && <Alert type="error" showIcon title={refusal.text(language)} />}
      <div className="hy-main-side">
        <Form<Values>
          form={form}
          className="hy-stack hy-outreach-form"
          layout="vertical"
          requiredMark={false}
          scrollToFirstError
          initialValues={initial}
          onValuesChange={onChange}
        >
          {children}
        </Form>
        <div className="hy-stack hy-outreach-side">{side}</div>
      </div>
    </Page>
  );
}
