import { useMay } from "@/app/session";
import { useStaff, useTraitDefinitions } from "../queries";
import type { TraitDefinition } from "../traits";

/** Who looks after a customer: kept as the staff's user id, chosen and shown by name. */
const OWNER = "owner_staff";

/** The traits there are; one that holds a member of staff offers the staff to choose from. */
export function useTraits(enabled = true): TraitDefinition[] {
  const may = useMay();
  const traits = useTraitDefinitions(enabled).data?.items ?? [];
  const staff = useStaff(enabled && may("stores.read")).data?.items ?? [];
  return traits.map((trait) =>
    trait.key === OWNER && staff.length
      ? {
          ...trait,
          kind: "one_of",
          options: staff.map((one) => ({ value: one.userid, label: { zh: one.name, en: one.name } })),
        }
      : trait,
  );
}
