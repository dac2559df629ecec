import { Button, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { EmptyState } from "@/ui/EmptyState";
import { FailureState } from "@/ui/FailureState";
import { TableSkeleton } from "@/ui/Skeletons";
import type { Account, Template } from "../model";
import { MessageDrawer } from "../parts/MessageDrawer";
import { ProgramFrame } from "../parts/ProgramFrame";
import { useTemplates } from "../queries";
import "../parts/mini-program.css";

export default function Templates() {
  return (
    <ProgramFrame page="templates">{(program) => <Cards key={program.id} program={program} />}</ProgramFrame>
  );
}

function Cards({ program }: { program: Account }) {
  const t = useText();
  const may = useMay()("connections.read");
  const query = useTemplates(program.id);
  const [writing, setWriting] = useState<Template | null>(null);
  if (query.isPending) return <TableSkeleton columns={3} />;
  if (!query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  if (!query.data.items.length) {
    return (
      <div className="hy-card">
        <EmptyState
          title={t("mini_program:templates.none")}
          reason={t("mini_program:templates.noneWhy")}
          action={
            may && (
              <Link to={`/settings/connections/${program.id}`}>
                {t("mini_program:templates.toConnection")}
              </Link>
            )
          }
        />
      </div>
    );
  }
  return (
    <>
      <div className="hy-template-cards">
        {query.data.items.map((template) => (
          <Card key={template.template_id} template={template} onWrite={() => setWriting(template)} />
        ))}
      </div>
      <MessageDrawer program={program.id} template={writing} onClose={() => setWriting(null)} />
    </>
  );
}

function Card({ template, onWrite }: { template: Template; onWrite: () => void }) {
  const t = useText();
  const may = useMay()("messages.write");
  return (
    <section className="hy-card" aria-label={template.title}>
      <div className="hy-card-head">
        <h2>{template.title}</h2>
        <Tag variant="filled">{t(`mini_program:templates.${template.once ? "once" : "long"}`)}</Tag>
      </div>
      <div className="hy-card-body">
        <dl>
          {template.fields.map((field) => (
            <div key={field.key} style={{ display: "contents" }}>
              <dt>{field.name || field.key}</dt>
              <dd>{t(`mini_program:rules.${field.rule}`, { defaultValue: field.rule })}</dd>
            </div>
          ))}
        </dl>
        <div className="hy-template-foot">
          <span className="hy-quiet">
            {t("mini_program:templates.willing")} <Count value={template.willing} />
          </span>
          {may && <Button onClick={onWrite}>{t("mini_program:templates.send")}</Button>}
        </div>
      </div>
    </section>
  );
}
