import type { ReactNode } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import type { Account } from "../model";
import { useShop } from "../queries";
import { AccountFrame } from "./AccountFrame";

interface Props {
  page: "lives" | "orders";
  children: (shop: Account) => ReactNode;
}

export function ShopFrame({ page, children }: Props) {
  const t = useText();
  const may = useMay()("orders.read");
  const tabs = [
    { to: "/shop", label: t("mini_program:lives.tab") },
    ...(may ? [{ to: "/shop/orders", label: t("mini_program:orders.tab") }] : []),
  ];
  return (
    <AccountFrame
      kind="channels"
      found={useShop()}
      title={t(`mini_program:${page}.title`)}
      purpose={t(`mini_program:${page}.purpose`)}
      tabs={tabs}
    >
      {children}
    </AccountFrame>
  );
}
