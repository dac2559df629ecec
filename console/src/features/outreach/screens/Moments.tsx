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
import { MOMENT_STATES, type Moment, titleOf } from "../model";
import { MomentCard } from "../parts/MomentCard";
import { StateTag } from "../parts/StateTag";
import { Tapped } from "../parts/Tapped";
import { useMoments } from "../queries";

export default function Moments() {
  const t = useText();
  const navigate = useNavigate();
  const mayWrite = useMay()("messages.write");
  const list = useListState();
  const filters = useFilters(["state"]);
  const query = useMoments(list, filters.values);
  const columns = useColumns();
  const add = mayWrite && (
    <Button type="primary" onClick={() => void navigate("/moments/new")}>
      {t("outreach:moments.add")}
    </Button>
  );
  return (
    <Page title={t("outreach:moments.title")} purpose={t("outreach:moments.purpose")} action={add}>
      <FilterBar
        state={filters}
        fields={[
          {
            key: "state",
            kind: "choice",
            label: t("outreach:state"),
            options: MOMENT_STATES.map((value) => ({ value, label: t(`outreach:moments.states.${value}`) })),
          },
        ]}
      />
      <DataTable
        name="moments"
        label={t("outreach:moments.title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(moment) => moment.id}
        onOpen={(moment) => void navigate(`/moments/${moment.id}`)}
        phone={(moment) => <MomentCard moment={moment} />}
        empty={
          filters.values.state ? (
            <EmptyState
              title={t("outreach:moments.noMatch")}
              action={<Button onClick={filters.reset}>{t("ui:reset")}</Button>}
            />
          ) : (
            <EmptyState
              title={t("outreach:moments.none")}
              reason={t("outreach:moments.noneWhy")}
              action={add}
            />
          )
        }
      />
    </Page>
  );
}

function useColumns(): Column<Moment>[] {
  const t = useText();
  const number = (key: "likes" | "comments"): Column<Moment> => ({
    key,
    title: t(`outreach:moments.${key}`),
    width: 90,
    number: true,
    render: (moment) => <Count value={moment[key]} />,
  });
  return [
    {
      key: "text",
      title: t("outreach:moments.text"),
      width: 300,
      always: true,
      render: (moment) => titleOf({ name: "", text: moment.text }) || t("outreach:onlyAttachments"),
    },
    {
      key: "state",
      title: t("outreach:state"),
      width: 110,
      render: (moment) => <StateTag of="moments.states" state={moment.state} />,
    },
    {
      key: "published",
      title: t("outreach:moments.publishedBy"),
      width: 120,
      render: (moment) => <Tapped done={moment.published} of={moment.members} />,
    },
    number("likes"),
    number("comments"),
    { key: "by", title: t("outreach:by"), width: 120, render: (moment) => moment.created_by || "—" },
    {
      key: "at",
      title: t("outreach:created"),
      width: 130,
      render: (moment) => <When at={moment.created_at} />,
    },
  ];
}
