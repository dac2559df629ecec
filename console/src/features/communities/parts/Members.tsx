import { useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import type { FilterField } from "@/ui/filterFields";
import { useFilters, useListState } from "@/ui/listState";
import { When } from "@/ui/When";
import { KINDS, type Member, SHOWN } from "../model";
import { useMembers } from "../queries";
import { MemberLine, Who } from "./MemberLine";

/** Who is inside, or has been. */
export function Members({ id }: { id: number }) {
  const t = useText();
  const list = useListState({ sort: "-joined_at" });
  const filters = useFilters(["show", "kind"]);
  const query = useMembers(id, list, filters.values);
  const columns = useColumns();
  const fields: FilterField[] = [
    {
      key: "show",
      kind: "choice",
      label: t("communities:member.show"),
      options: SHOWN.map((value) => ({ value, label: t(`communities:member.shows.${value}`) })),
    },
    {
      key: "kind",
      kind: "choice",
      label: t("communities:member.kind"),
      options: KINDS.map((value) => ({ value, label: t(`communities:member.kinds.${value}`) })),
    },
  ];
  return (
    <section aria-label={t("communities:member.title")}>
      <FilterBar fields={fields} state={filters} />
      <DataTable
        name="group-members"
        label={t("communities:member.title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(member) => member.id}
        phone={(member) => <MemberLine member={member} />}
        empty={<EmptyState title={t("communities:member.none")} reason={t("communities:member.noneWhy")} />}
      />
    </section>
  );
}

function useColumns(): Column<Member>[] {
  const t = useText();
  const scene = (member: Member) =>
    member.scene ? t(`communities:member.scenes.${member.scene}`) : t("communities:member.unknown");
  const leave = (member: Member) =>
    member.leave_scene
      ? t(`communities:member.leaves.${member.leave_scene}`)
      : t("communities:member.unknown");
  return [
    {
      key: "name",
      title: t("communities:member.name"),
      width: 180,
      always: true,
      render: (member) => <Who member={member} />,
    },
    {
      key: "kind",
      title: t("communities:member.kind"),
      width: 90,
      render: (member) => t(`communities:member.kinds.${member.kind}`),
    },
    {
      key: "joined_at",
      title: t("communities:member.joined"),
      width: 130,
      sort: true,
      render: (member) => <When at={member.joined_at} />,
    },
    { key: "scene", title: t("communities:member.scene"), width: 120, render: scene },
    {
      key: "inviter",
      title: t("communities:member.inviter"),
      width: 110,
      render: (member) => member.inviter?.name ?? "—",
    },
    {
      key: "left_at",
      title: t("communities:member.left"),
      width: 130,
      sort: true,
      render: (member) => (member.left_at ? <When at={member.left_at} /> : "—"),
    },
    {
      key: "leave",
      title: t("communities:member.leftHow"),
      width: 110,
      render: (member) => (member.left_at ? leave(member) : "—"),
    },
    {
      key: "state",
      title: t("communities:member.state"),
      width: 120,
      hidden: true,
      render: (member) => member.state ?? "—",
    },
  ];
}
