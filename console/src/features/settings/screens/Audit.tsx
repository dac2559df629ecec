import { Alert, Button } from "antd";
import { asRefusal } from "@/api/refusal";
import { useLanguage, useText } from "@/i18n";
import { exactCount } from "@/i18n/format";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { type FilterField, filterNames } from "@/ui/filterFields";
import { useFilters, useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { AuditEntry } from "../model";
import { SettingsTabs } from "../parts/SettingsTabs";
import { useAudit, useVerifyAudit } from "../queries";

const SYSTEM = "system";

export default function Audit() {
  const t = useText();
  const list = useListState();
  const fields: FilterField[] = [
    { key: "actor", kind: "text", label: t("settings:audit.actor") },
    { key: "action", kind: "text", label: t("settings:audit.action") },
  ];
  const filters = useFilters(filterNames(fields));
  const query = useAudit(list, filters.values);
  const columns = useColumns();
  const verify = useVerifyAudit();
  return (
    <Page
      title={t("settings:audit.title")}
      purpose={t("settings:audit.purpose")}
      action={
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate()}>
          {t("settings:audit.verify")}
        </Button>
      }
      bar={<SettingsTabs />}
    >
      <Verified {...verify} />
      <FilterBar fields={fields} state={filters} />
      <DataTable
        name="audit"
        label={t("settings:audit.title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(entry) => entry.id}
        expand={(entry) => <pre className="hy-sample">{JSON.stringify(entry.data ?? {}, null, 2)}</pre>}
        empty={<EmptyState title={t("settings:audit.none")} reason={t("settings:audit.noneWhy")} />}
      />
    </Page>
  );
}

/** Whether the chain of the log held: an entry changed or removed afterwards breaks it. */
function Verified({ data, error }: Pick<ReturnType<typeof useVerifyAudit>, "data" | "error">) {
  const t = useText();
  const language = useLanguage();
  if (error) return <Alert type="error" showIcon title={asRefusal(error).text(language)} />;
  if (!data) return null;
  return (
    <Alert
      type={data.ok ? "success" : "error"}
      showIcon
      title={
        data.ok
          ? t("settings:audit.intact", { n: exactCount(data.checked, language) })
          : t("settings:audit.broken", { id: data.broken_at })
      }
    />
  );
}

function useColumns(): Column<AuditEntry>[] {
  const t = useText();
  const actionText = (action: string) =>
    t(`settings:action.${action.replaceAll(".", "_")}`, { defaultValue: action });
  // "live_code:6" is 渠道活码 6; what has no name here is shown as it is written.
  const subjectText = (subject: string | null) => {
    const [kind = "", ...rest] = (subject ?? "").split(":");
    const known = t(`settings:subject.${kind}`, { defaultValue: "" });
    return known ? `${known} ${rest.join(":")}` : <code>{subject || "—"}</code>;
  };
  return [
    {
      key: "at",
      title: t("settings:audit.at"),
      width: 180,
      always: true,
      render: (entry) => <When at={entry.at} exact />,
    },
    {
      key: "actor",
      title: t("settings:audit.actor"),
      width: 120,
      render: (entry) => (entry.actor === SYSTEM ? t("settings:audit.system") : entry.actor),
    },
    {
      key: "action",
      title: t("settings:audit.action"),
      width: 180,
      render: (entry) => actionText(entry.action),
    },
    {
      key: "subject",
      title: t("settings:audit.subject"),
      width: 180,
      render: (entry) => subjectText(entry.subject),
    },
    {
      key: "ip",
      title: t("settings:audit.ip"),
      width: 140,
      render: (entry) => <code>{entry.ip || "—"}</code>,
    },
  ];
}
