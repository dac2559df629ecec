import { Button, Tag } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { CardsSkeleton } from "@/ui/Skeletons";
import type { Account, Template } from "../model";
import { AccountPage } from "../parts/AccountPage";
import { TemplateDrawer } from "../parts/TemplateDrawer";
import { useTemplates } from "../queries";

export default function Templates() {
  return <AccountPage tab="templates">{(account) => <List account={account} />}</AccountPage>;
}

function List({ account }: { account: Account }) {
  const t = useText();
  const query = useTemplates(account.id);
  const [sending, setSending] = useState<Template | null>(null);
  if (query.isPending) return <CardsSkeleton />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  if (!query.data.items.length) {
    return (
      <div className="hy-card">
        <EmptyState
          title={t("official_account:templates.none")}
          reason={t("official_account:templates.noneWhy")}
        />
      </div>
    );
  }
  return (
    <>
      <ul className="hy-oa-templates">
        {query.data.items.map((one) => (
          <Card key={one.template_id} template={one} onSend={() => setSending(one)} />
        ))}
      </ul>
      <TemplateDrawer account={account} template={sending} onClose={() => setSending(null)} />
    </>
  );
}

function Card({ template, onSend }: { template: Template; onSend: () => void }) {
  const t = useText();
  const may = useMay();
  return (
    <li className="hy-card">
      <div className="hy-card-head">
        <h2>{template.title}</h2>
        <Tag variant="filled">{t(`official_account:templates.kinds.${template.kind}`)}</Tag>
      </div>
      <div className="hy-card-body">
        <pre>{template.content.trim()}</pre>
        <small className="hy-quiet">{t(`official_account:templates.kindWhy.${template.kind}`)}</small>
        <div className="hy-oa-card-foot">
          <small className="hy-quiet hy-mono" title={t("official_account:templates.number")}>
            {template.template_id}
          </small>
          {may("messages.write") && may("customers.read") && (
            <Button size="small" onClick={onSend}>
              {t("official_account:templates.send")}
            </Button>
          )}
        </div>
      </div>
    </li>
  );
}
