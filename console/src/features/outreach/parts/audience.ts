import { useText } from "@/i18n";
import type { Mass } from "../model";

/** 人群「老客」, 3 名员工的客户, 5 个客户群. */
export function useAudienceName() {
  const t = useText();
  return ({ segment, staff, people, groups }: Mass["audience"]): string => {
    if (segment) {
      return segment.name ? t("outreach:to.segment", { name: segment.name }) : t("outreach:to.hiddenSegment");
    }
    if (groups) return t("outreach:to.groups", { n: groups });
    return staff ? t("outreach:to.staff", { n: staff }) : t("outreach:to.people", { n: people });
  };
}
