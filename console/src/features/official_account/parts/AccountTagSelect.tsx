import { Select } from "antd";
import { useText } from "@/i18n";
import { useAccountTags } from "../queries";

interface Props {
  account: number;
  value?: number;
  onChange?: (tag: number) => void;
  id?: string;
}

/** A tag of the account, by its number there. */
export function AccountTagSelect({ account, value, onChange, id }: Props) {
  const t = useText();
  const query = useAccountTags(account);
  return (
    <Select
      id={id}
      value={value}
      loading={query.isFetching}
      showSearch={{ optionFilterProp: "label" }}
      options={(query.data?.items ?? []).map((one) => ({ value: one.external_id, label: one.name }))}
      notFoundContent={t("official_account:menu.noTags")}
      onChange={onChange}
    />
  );
}
