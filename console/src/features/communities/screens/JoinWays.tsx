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
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { JoinWay } from "../model";
import { GroupTabs } from "../parts/GroupTabs";
import { IssuedState } from "../parts/IssuedState";
import { WayDrawer } from "../parts/WayDrawer";
import { useJoinWays } from "../wecomQueries";

/** Codes through which people come into groups. */
export default function JoinWays() {
  const t = useText();
  const navigate = useNavigate();
  const corp = useCorp();
  const list = useListState();
  const query = useJoinWays(list);
  const columns = useColumns();
  const mayWrite = useMay()("communities.write");
  const [adding, setAdding] = useState(false);
  const open = (way: JoinWay) => void navigate(`/groups/join-ways/${way.id}`);
  const add = mayWrite && corp && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("communities:way.add")}
    </Button>
  );
  return (
    <Page
      title={t("communities:way.title")}
      purpose={t("communities:way.purpose")}
      extra={<CorpSwitch />}
      action={add}
      bar={<GroupTabs />}
    >
      <OfCorp>
        {(chosen) => (
          <>
            <DataTable
              name="join-ways"
              label={t("communities:way.title")}
              columns={columns}
              query={query}
              list={list}
              rowKey={(way) => way.id}
              onOpen={open}
              empty={
                <EmptyState
                  title={t("communities:way.none")}
                  reason={t("communities:way.noneWhy")}
                  action={add}
                />
              }
            />
            <WayDrawer
              open={adding}
              corp={chosen}
              way={null}
              onClose={() => setAdding(false)}
              onSaved={open}
            />
          </>
        )}
      </OfCorp>
    </Page>
  );
}

function useColumns(): Column<JoinWay>[] {
  const t = useText();
  const number = (key: "joined" | "joined_today" | "inside", title: string) => ({
    key,
    title,
    width: 100,
    number: true,
    render: (way: JoinWay) => <Count value={way[key]} />,
  });
  return [
    { key: "name", title: t("communities:way.name"), width: 200, always: true, render: (way) => way.name },
    {
      key: "status",
      title: t("communities:issuedState"),
      width: 110,
      render: (way) => <IssuedState status={way.status} />,
    },
    {
      key: "channel",
      title: t("communities:way.channel"),
      width: 130,
      render: (way) => <ChannelName value={way.channel} />,
    },
    {
      key: "groups",
      title: t("communities:way.groups"),
      width: 240,
      render: (way) =>
        way.groups.map((group) => group.name || t("communities:unnamed")).join(t("communities:comma")) || "—",
    },
    number("joined", t("communities:way.joined")),
    number("joined_today", t("communities:way.today")),
    number("inside", t("communities:way.inside")),
    {
      key: "created",
      title: t("communities:created"),
      width: 120,
      render: (way) => <When at={way.created_at} />,
    },
  ];
}
