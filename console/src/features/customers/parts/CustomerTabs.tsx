import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { PageTabs } from "@/ui/PageTabs";
import { useConflicts } from "../queries";

/** The list, and the pairs of customers a person must decide about; the latter only while someone may. */
export function CustomerTabs() {
  const t = useText();
  const may = useMay();
  const open = useConflicts({ limit: 1 }, may("identity.read")).data?.total ?? 0;
  if (!may("identity.read")) return null;
  return (
    <PageTabs
      label={t("customers:title")}
      tabs={[
        { to: "/customers", label: t("customers:tabs.all") },
        { to: "/customers/conflicts", label: t("customers:tabs.conflicts"), count: open },
      ]}
    />
  );
}
