import { Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { ChannelName } from "@/ui/ChannelName";
import { Count } from "@/ui/Count";
import { CorpSwitch, OfCorp, useCorp } from "@/ui/corps";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { MetricCard } from "@/ui/MetricCard";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import { type AcquisitionLink, supplyOf } from "../model";
import { LinkDrawer } from "../parts/LinkDrawer";
import { LinkState } from "../parts/LinkState";
import { useLinks, useQuota } from "../queries";

/** Links that make customers friends of staff from anywhere on the web. */
export default function Links() {
  const t = useText();
  const navigate = useNavigate();
  const corp = useCorp();
  const list = useListState();
  const query = useLinks(list);
  const columns = useColumns();
  const mayWrite = useMay()("live_codes.write");
  const [adding, setAdding] = useState(false);
  const open = (link: AcquisitionLink) => void navigate(`/acquisition/${link.id}`);
  const add = mayWrite && corp && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("acquisition:add")}
    </Button>
  );
  return (
    <Page
      title={t("acquisition:title")}
      purpose={t("acquisition:purpose")}
      extra={<CorpSwitch />}
      action={add}
    >
      <OfCorp>
        {(chosen) => (
          <>
            <Supply corp={chosen.id} />
            <DataTable
              name="acquisition"
              label={t("acquisition:title")}
              columns={columns}
              query={query}
              list={list}
              rowKey={(link) => link.id}
              onOpen={open}
              empty={
                <EmptyState title={t("acquisition:none")} reason={t("acquisition:noneWhy")} action={add} />
              }
            />
            <LinkDrawer
              open={adding}
              corp={chosen}
              link={null}
              onClose={() => setAdding(false)}
              onSaved={open}
            />
          </>
        )}
      </OfCorp>
    </Page>
  );
}

/** What is left of what was bought. */
function Supply({ corp }: { corp: number }) {
  const t = useText();
  const quota = useQuota(corp).data;
  if (!quota) return null;
  const supply = supplyOf(quota);
  return (
    <div className="hy-metrics">
      <MetricCard
        label={t("acquisition:quota.left")}
        value={<Count value={quota.balance} />}
        warning={supply === "fine" ? undefined : t(`acquisition:quota.${supply}`)}
      />
      <MetricCard label={t("acquisition:quota.total")} value={<Count value={quota.total} />} />
    </div>
  );
}

function useColumns(): Column<AcquisitionLink>[] {
  const t = useText();
  return [
    { key: "name", title: t("acquisition:name"), width: 200, always: true, render: (link) => link.name },
    {
      key: "status",
      title: t("acquisition:status"),
      width: 110,
      render: (link) => <LinkState status={link.status} />,
    },
    {
      key: "channel",
      title: t("acquisition:channel"),
      width: 140,
      render: (link) => <ChannelName value={link.channel} />,
    },
    {
      key: "staff",
      title: t("acquisition:staff"),
      width: 220,
      render: (link) =>
        link.staff.length > 3
          ? t("acquisition:staffOf", { name: link.staff[0]?.name, n: link.staff.length })
          : link.staff.map((one) => one.name).join(t("acquisition:comma")),
    },
    {
      key: "customers",
      title: t("acquisition:customers"),
      width: 110,
      number: true,
      render: (link) => <Count value={link.read_at ? link.customers : null} />,
    },
    {
      key: "created",
      title: t("acquisition:created"),
      width: 120,
      render: (link) => <When at={link.created_at} />,
    },
  ];
}
