import type { ReactNode } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import type { Account } from "../model";
import { useProgram } from "../queries";
import { AccountFrame } from "./AccountFrame";

interface Props {
  page: "links" | "templates" | "figures";
  action?: (program: Account) => ReactNode;
  children: (program: Account) => ReactNode;
}

export function ProgramFrame({ page, action, children }: Props) {
  const t = useText();
  const may = useMay()("insights.read");
  const tabs = [
    { to: "/mini-program", label: t("mini_program:links.tab") },
    { to: "/mini-program/templates", label: t("mini_program:templates.tab") },
    ...(may ? [{ to: "/mini-program/figures", label: t("mini_program:figures.tab") }] : []),
  ];
  return (
    <AccountFrame
      kind="mini_program"
      found={useProgram()}
      title={t(`mini_program:${page}.title`)}
      purpose={t(`mini_program:${page}.purpose`)}
      tabs={tabs}
      action={action}
    >
      {children}
    </AccountFrame>
  );
}
