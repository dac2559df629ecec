import { useText } from "@/i18n";
import type { Corp } from "@/ui/corps";
import { useDepartmentName } from "@/ui/DepartmentPicker";
import { useStaff } from "@/ui/StaffPicker";
import { type Rule, ruleValues } from "../model";
import { useRule } from "../queries";

/** As many names as a cell has room for. */
const SHOWN = 3;

/** For whom a rule is. The list of rules does not say; each rule of it is read, and kept for when it is opened. */
export function RuleWhom({ corp, id }: { corp: Corp; id: string }) {
  const rule = useRule(corp.id, id);
  if (!rule.data) return <span className="hy-quiet">{rule.isPending ? "…" : "—"}</span>;
  return <Names corp={corp} rule={rule.data} />;
}

function Names({ corp, rule }: { corp: Corp; rule: Rule }) {
  const t = useText();
  const departmentName = useDepartmentName(corp.id);
  const staff = useStaff({ account: corp.account }).data?.items ?? [];
  const { whom, departments, staff_ids } = ruleValues(rule);
  if (whom === "everybody") return t("staff_work:words.everybody");
  const members = staff_ids.map((member) => staff.find((one) => one.id === member)?.name).filter(Boolean);
  const strangers = rule.userids.length - rule.staff_ids.length;
  const names = [
    ...departments.map(departmentName),
    ...members,
    ...(strangers > 0 ? [t("staff_work:words.strangers", { n: strangers })] : []),
  ];
  const shown = names.slice(0, SHOWN).join(t("staff_work:words.comma"));
  return names.length > SHOWN ? (
    <span title={names.join(t("staff_work:words.comma"))}>
      {t("staff_work:words.andMore", { names: shown, n: names.length - SHOWN })}
    </span>
  ) : (
    shown
  );
}
