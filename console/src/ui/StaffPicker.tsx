import { useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { answer, client } from "@/api/client";
import { useText } from "@/i18n";

const SLOWLY_CHANGING_MS = 5 * 60_000;

interface Wanted {
  /** The corp whose staff they are. */
  account?: string;
  active?: boolean;
  /** May contact customers. */
  serves?: boolean;
}

export function useStaff({ account, active, serves }: Wanted, enabled = true) {
  return useQuery({
    queryKey: ["staff", { account, active, serves }],
    enabled,
    staleTime: SLOWLY_CHANGING_MS,
    queryFn: ({ signal }) =>
      answer(
        client.GET("/api/staff", { params: { query: { account, active, serves, limit: 2000 } }, signal }),
      ),
  });
}

interface Props extends Wanted {
  value?: number | number[];
  onChange?: (value: never) => void;
  id?: string;
  /** Several may be chosen: the value is a list. */
  multiple?: boolean;
  /** Nobody who is chosen elsewhere. */
  except?: number;
  allowClear?: boolean;
  label?: string;
}

/** Members of staff by name and store; who has left says so. A `Form.Item` gives value and change. */
export function StaffPicker({ account, active, serves, multiple, except, label, ...field }: Props) {
  const t = useText();
  const staff = useStaff({ account, active, serves });
  const options = (staff.data?.items ?? [])
    .filter((member) => member.id !== except)
    .map((member) => ({
      value: member.id,
      label: [member.name, member.store_name, !member.active && t("ui:staff.left")]
        .filter(Boolean)
        .join(" · "),
    }));
  return (
    <Select
      {...(field as object)}
      aria-label={label}
      mode={multiple ? "multiple" : undefined}
      loading={staff.isPending}
      showSearch={{ optionFilterProp: "label" }}
      placeholder={t("ui:staff.pick")}
      notFoundContent={t(staff.isPending ? "ui:loading" : "ui:staff.none")}
      options={options}
      style={{ width: "100%" }}
    />
  );
}
