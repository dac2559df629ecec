import { Button } from "antd";
import { useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { PersonChip } from "@/ui/PersonChip";
import type { Brought as Customer } from "../model";
import { useBrought } from "../queries";
import "./link.css";

/** Who came by a link, as WeCom tells now. */
export function Brought({ id }: { id: number }) {
  const t = useText();
  const query = useBrought(id);
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <section className="hy-brought" aria-label={t("acquisition:brought.title")}>
      <h2>{t("acquisition:brought.title")}</h2>
      <DataTable
        name="link-customers"
        label={t("acquisition:brought.title")}
        columns={useColumns()}
        query={{ ...query, data: items && { items } }}
        rowKey={(one) => `${one.external_userid}/${one.staff}`}
        empty={
          <EmptyState small title={t("acquisition:brought.none")} reason={t("acquisition:brought.noneWhy")} />
        }
      />
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("acquisition:brought.more")}
        </Button>
      )}
    </section>
  );
}

function useColumns(): Column<Customer>[] {
  const t = useText();
  const wrote = (one: Customer) =>
    one.wrote === null ? "—" : t(one.wrote ? "acquisition:brought.yes" : "acquisition:brought.no");
  return [
    {
      key: "customer",
      title: t("acquisition:brought.customer"),
      width: 220,
      always: true,
      render: (one) => <PersonChip id={one.person_id} name={one.name} size="small" />,
    },
    { key: "staff", title: t("acquisition:staff"), width: 140, render: (one) => one.staff },
    { key: "wrote", title: t("acquisition:brought.wrote"), width: 120, render: wrote },
  ];
}
