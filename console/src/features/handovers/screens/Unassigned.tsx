import { Button, Form } from "antd";
import { useState } from "react";
import { useText } from "@/i18n";
import { type Corp, CorpSwitch, OfCorp } from "@/ui/corps";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FormDrawer } from "@/ui/FormDrawer";
import { Page } from "@/ui/Page";
import { PersonChip } from "@/ui/PersonChip";
import { StaffPicker } from "@/ui/StaffPicker";
import { When } from "@/ui/When";
import { byMember, type Orphan } from "../model";
import { HandoverTabs } from "../parts/HandoverTabs";
import { useHandOverAll, useUnassigned } from "../queries";

/** Customers whose member of staff has left and for whom nobody was named. */
export default function Unassigned() {
  const t = useText();
  return (
    <Page
      title={t("handovers:unassigned.title")}
      purpose={t("handovers:unassigned.purpose")}
      extra={<CorpSwitch />}
      bar={<HandoverTabs />}
    >
      <OfCorp>{(corp) => <List corp={corp} />}</OfCorp>
    </Page>
  );
}

interface Chosen {
  orphans: Orphan[];
  clear: () => void;
}

function List({ corp }: { corp: Corp }) {
  const t = useText();
  const query = useUnassigned(corp.id);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <DataTable
        name="unassigned"
        label={t("handovers:unassigned.title")}
        columns={useColumns()}
        query={{ ...query, data: items && { items } }}
        rowKey={(one) => `${one.handover}/${one.external_userid}`}
        note={query.hasNextPage ? t("handovers:unassigned.more") : undefined}
        bulk={(orphans, clear) => (
          <Button size="small" type="primary" onClick={() => setChosen({ orphans, clear })}>
            {t("handovers:unassigned.assign")}
          </Button>
        )}
        empty={
          <EmptyState title={t("handovers:unassigned.none")} reason={t("handovers:unassigned.noneWhy")} />
        }
      />
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("handovers:unassigned.next")}
        </Button>
      )}
      <Assign corp={corp} chosen={chosen} onClose={() => setChosen(null)} />
    </>
  );
}

interface AssignProps {
  corp: Corp;
  chosen: Chosen | null;
  onClose: () => void;
}

function Assign({ corp, chosen, onClose }: AssignProps) {
  const t = useText();
  const handOver = useHandOverAll();
  const members = byMember(chosen?.orphans ?? []);
  const save = async ({ takeover }: { takeover: number }) => {
    await handOver.mutateAsync(
      members.map(({ staff, customers }) => ({
        connection_id: corp.id,
        unassigned: true,
        handover_staff_id: staff,
        takeover_staff_id: takeover,
        customers,
        message: "",
      })),
    );
    chosen?.clear();
  };
  return (
    <FormDrawer<{ takeover: number }>
      open={chosen !== null}
      title={t("handovers:unassigned.assign")}
      initial={{}}
      onSubmit={save}
      onClose={onClose}
      submitText={t("handovers:unassigned.submit", { n: chosen?.orphans.length ?? 0 })}
      savedText={t("handovers:form.started")}
      fields={{ "wecom.transfer_staff_wrong": "takeover" }}
    >
      <p>
        {members
          .map(({ name, customers }) => t("handovers:unassigned.of", { name, n: customers.length }))
          .join(t("handovers:comma"))}
      </p>
      <Form.Item
        name="takeover"
        label={t("handovers:to")}
        extra={t("handovers:unassigned.hint")}
        rules={[{ required: true, message: t("handovers:form.needed") }]}
      >
        <StaffPicker account={corp.account} active serves />
      </Form.Item>
    </FormDrawer>
  );
}

function useColumns(): Column<Orphan>[] {
  const t = useText();
  return [
    {
      key: "customer",
      title: t("handovers:customer"),
      width: 220,
      always: true,
      render: (one) => <PersonChip id={one.person_id} name={one.name} size="small" />,
    },
    {
      key: "from",
      title: t("handovers:unassigned.member"),
      width: 160,
      render: (one) => one.handover_name ?? one.handover,
    },
    {
      key: "left",
      title: t("handovers:unassigned.left"),
      width: 140,
      render: (one) => <When at={one.left_at} />,
    },
  ];
}
