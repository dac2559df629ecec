import { Button } from "antd";
import { useNavigate } from "react-router";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import { useFilters, useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import { cappedOf, MASS_STATES, type Mass, titleOf, unsentOf } from "../model";
import { useAudienceName } from "../parts/audience";
import { MassCard } from "../parts/MassCard";
import { StateTag } from "../parts/StateTag";
import { Tapped } from "../parts/Tapped";
import { useMasses } from "../queries";
import "../parts/outreach.css";

export default function Masses() {
  const t = useText();
  const navigate = useNavigate();
  const mayWrite = useMay()("messages.write");
  const list = useListState();
  const filters = useFilters(["state"]);
  const query = useMasses(list, filters.values);
  const columns = useColumns();
  const add = mayWrite && (
    <Button type="primary" onClick={() => void navigate("/mass-messages/new")}>
      {t("outreach:add")}
    </Button>
  );
  return (
    <Page title={t("outreach:title")} purpose={t("outreach:purpose")} action={add}>
      <FilterBar
        state={filters}
        fields={[
          {
            key: "state",
            kind: "choice",
            label: t("outreach:state"),
            options: MASS_STATES.map((value) => ({ value, label: t(`outreach:states.${value}`) })),
          },
        ]}
      />
      <DataTable
        name="mass-messages"
        label={t("outreach:title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(mass) => mass.id}
        onOpen={(mass) => void navigate(`/mass-messages/${mass.id}`)}
        phone={(mass) => <MassCard mass={mass} />}
        empty={
          filters.values.state ? (
            <EmptyState
              title={t("outreach:noMatch")}
              action={<Button onClick={filters.reset}>{t("ui:reset")}</Button>}
            />
          ) : (
            <EmptyState title={t("outreach:none")} reason={t("outreach:noneWhy")} action={add} />
          )
        }
      />
    </Page>
  );
}

function useColumns(): Column<Mass>[] {
  const t = useText();
  const audience = useAudienceName();
  const number = (key: string, title: string, value: (mass: Mass) => number): Column<Mass> => ({
    key,
    title,
    width: 90,
    number: true,
    render: (mass) => <Count value={mass.state === "scheduled" ? null : value(mass)} />,
  });
  return [
    {
      key: "name",
      title: t("outreach:name"),
      width: 240,
      always: true,
      render: (mass) => (
        <span className="hy-outreach-name">
          {titleOf(mass) || t("outreach:onlyAttachments")}
          <small>{audience(mass.audience)}</small>
        </span>
      ),
    },
    {
      key: "state",
      title: t("outreach:state"),
      width: 110,
      render: (mass) => <StateTag of="states" state={mass.state} />,
    },
    {
      key: "tapped",
      title: t("outreach:tapped"),
      width: 110,
      render: (mass) => <Tapped done={mass.tapped} of={mass.staff} />,
    },
    number("sent", t("outreach:sent"), (mass) => mass.counts.sent),
    number("waiting", t("outreach:waiting"), (mass) => mass.counts.waiting),
    number("capped", t("outreach:capped"), cappedOf),
    number("unsent", t("outreach:unsent"), unsentOf),
    { key: "by", title: t("outreach:by"), width: 110, render: (mass) => mass.created_by || "—" },
    {
      key: "at",
      title: t("outreach:at"),
      width: 130,
      render: (mass) => <When at={mass.send_at ?? mass.created_at} />,
    },
  ];
}
