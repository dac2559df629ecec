import { App, Button } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Corp, CorpSwitch, OfCorp, useCorp } from "@/ui/corps";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Money } from "@/ui/Money";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { Product } from "../model";
import { ProductDrawer } from "../parts/ProductDrawer";
import { useDropProduct, useProducts } from "../queries";

/** What staff can send out of the album in their chats. */
export default function Products() {
  const t = useText();
  const corp = useCorp();
  const mayWrite = useMay()("messages.write");
  const [edited, setEdited] = useState<Product | "new" | null>(null);
  const add = mayWrite && corp && (
    <Button type="primary" onClick={() => setEdited("new")}>
      {t("library:products.add")}
    </Button>
  );
  return (
    <Page
      title={t("library:products.title")}
      purpose={t("library:products.purpose")}
      extra={<CorpSwitch />}
      action={add}
    >
      <OfCorp>
        {(chosen) => (
          <>
            <List corp={chosen} add={add} onEdit={mayWrite ? setEdited : undefined} />
            <ProductDrawer
              open={edited !== null}
              corp={chosen}
              product={edited === "new" ? null : edited}
              onClose={() => setEdited(null)}
            />
          </>
        )}
      </OfCorp>
    </Page>
  );
}

interface ListProps {
  corp: Corp;
  add: React.ReactNode;
  onEdit?: (product: Product) => void;
}

function List({ corp, add, onEdit }: ListProps) {
  const t = useText();
  const query = useProducts(corp.id);
  const drop = useDrop(corp);
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <DataTable
        name="products"
        label={t("library:products.title")}
        columns={useColumns()}
        query={{ ...query, data: items && { items } }}
        rowKey={(one) => one.id}
        onOpen={onEdit}
        rowActions={
          onEdit &&
          ((one) => [
            { key: "edit", label: t("library:edit"), onClick: () => onEdit(one) },
            { key: "drop", label: t("library:drop"), danger: true, onClick: () => drop(one) },
          ])
        }
        empty={
          <EmptyState
            title={t("library:products.none")}
            reason={t("library:products.noneWhy")}
            action={add}
          />
        }
      />
      {query.hasNextPage && (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("library:products.more")}
        </Button>
      )}
    </>
  );
}

function useDrop(corp: Corp) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const drop = useDropProduct();
  return (product: Product) =>
    modal.confirm({
      title: t("library:products.dropAsk"),
      content: product.description,
      okText: t("library:drop"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        drop.mutateAsync({ corp: corp.id, id: product.id }).then(
          () => void message.success(t("library:dropped")),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
}

function useColumns(): Column<Product>[] {
  const t = useText();
  return [
    {
      key: "description",
      title: t("library:products.description"),
      width: 360,
      always: true,
      render: (one) => one.description,
    },
    {
      key: "price",
      title: t("library:products.price"),
      width: 120,
      number: true,
      render: (one) => <Money fen={one.price} />,
    },
    {
      key: "number",
      title: t("library:products.number"),
      width: 140,
      render: (one) => one.number || <span className="hy-quiet">—</span>,
    },
    {
      key: "pictures",
      title: t("library:products.pictures"),
      width: 90,
      number: true,
      render: (one) => <Count value={one.pictures} />,
    },
    {
      key: "created",
      title: t("library:created"),
      width: 120,
      render: (one) => (one.created_at ? <When at={one.created_at} /> : <span className="hy-quiet">—</span>),
    },
  ];
}
