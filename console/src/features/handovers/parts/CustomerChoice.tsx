import { Input, Table } from "antd";
import { useState } from "react";
import { useText } from "@/i18n";
import type { Corp } from "@/ui/corps";
import { FailureState } from "@/ui/FailureState";
import { PersonChip } from "@/ui/PersonChip";
import { When } from "@/ui/When";
import type { Candidate } from "../model";
import { useCandidates } from "../queries";

const PAGE = 20;

interface Props {
  corp: Corp;
  staff: number;
  value?: string[];
  onChange?: (customers: string[]) => void;
}

/** Friends of a member to choose among; who is on the way already cannot be chosen. */
export function CustomerChoice({ corp, staff, value = [], onChange }: Props) {
  const t = useText();
  const [q, search] = useState("");
  const [page, turnTo] = useState(1);
  const query = useCandidates(staff, corp.id, q, { limit: PAGE, offset: (page - 1) * PAGE });
  if (query.error && !query.data) return <FailureState error={query.error} onRetry={query.refetch} />;
  return (
    <div className="hy-stack">
      <Input.Search
        allowClear
        aria-label={t("handovers:form.search")}
        placeholder={t("handovers:form.search")}
        onSearch={(text) => {
          search(text.trim());
          turnTo(1);
        }}
      />
      <Table<Candidate>
        size="small"
        rowKey="external_userid"
        aria-label={t("handovers:form.customers")}
        loading={query.isPending}
        dataSource={query.data?.items ?? []}
        columns={[
          {
            key: "name",
            title: t("handovers:customer"),
            render: (_, one) => <PersonChip id={one.person_id} name={one.name} size="small" plain />,
          },
          {
            key: "added",
            title: t("handovers:form.added"),
            width: 120,
            render: (_, one) =>
              one.under_way ? (
                <span className="hy-quiet">{t("handovers:form.underWay")}</span>
              ) : (
                <When at={one.added_at} />
              ),
          },
        ]}
        rowSelection={{
          selectedRowKeys: value,
          preserveSelectedRowKeys: true,
          onChange: (keys) => onChange?.(keys as string[]),
          getCheckboxProps: (one) => ({
            disabled: one.under_way,
            "aria-label": t("handovers:form.choose", { name: one.name ?? one.external_userid }),
          }),
        }}
        pagination={{
          current: page,
          pageSize: PAGE,
          total: query.data?.total ?? 0,
          showSizeChanger: false,
          simple: true,
          hideOnSinglePage: true,
          onChange: turnTo,
        }}
        locale={{ emptyText: t("handovers:form.noCustomers") }}
      />
      {value.length > 0 && (
        <span className="hy-quiet">{t("handovers:form.chosen", { n: value.length })}</span>
      )}
    </div>
  );
}
