import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { When } from "@/ui/When";
import type { Live } from "../model";
import { ShopFrame } from "../parts/ShopFrame";
import { useLives } from "../queries";

export default function Lives() {
  return <ShopFrame page="lives">{(shop) => <List key={shop.id} shop={shop.id} />}</ShopFrame>;
}

function List({ shop }: { shop: number }) {
  const t = useText();
  const list = useListState();
  return (
    <DataTable
      name="lives"
      label={t("mini_program:lives.title")}
      columns={useColumns()}
      query={useLives(shop, list)}
      list={list}
      rowKey={(live) => live.export_id}
      empty={<EmptyState title={t("mini_program:lives.none")} reason={t("mini_program:lives.noneWhy")} />}
    />
  );
}

const SECONDS = 60;

function useColumns(): Column<Live>[] {
  const t = useText();
  const count = (
    key: "audience" | "most_at_once" | "comments" | "cheers" | "forwards" | "new_follows" | "leads",
  ): Column<Live> => ({
    key,
    title: t(`mini_program:lives.${key}`),
    width: 100,
    number: true,
    render: (live) => <Count value={live[key]} />,
  });
  const minutes = (seconds: number) =>
    t("mini_program:lives.minutes", { n: Math.max(1, Math.round(seconds / SECONDS)) });
  return [
    {
      key: "started_at",
      title: t("mini_program:lives.started"),
      width: 170,
      always: true,
      render: (live) => <When at={live.started_at} exact />,
    },
    {
      key: "seconds",
      title: t("mini_program:lives.lasted"),
      width: 100,
      number: true,
      render: (live) => minutes(live.seconds),
    },
    count("audience"),
    count("most_at_once"),
    {
      key: "seconds_per_viewer",
      title: t("mini_program:lives.stayed"),
      width: 110,
      number: true,
      render: (live) => minutes(live.seconds_per_viewer),
    },
    count("comments"),
    count("cheers"),
    count("forwards"),
    count("new_follows"),
    count("leads"),
  ];
}
