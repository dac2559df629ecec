import { Select } from "antd";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { usePublications } from "../queries";

interface Props {
  id: string;
  account: number;
  value?: string;
  onChange: (article_id: string) => void;
}

/** One of the articles that were published from here; another one keeps its number. */
export function ArticleField({ id, account, value, onChange }: Props) {
  const t = useText();
  const may = useMay();
  const query = usePublications(account, may("messages.read"));
  const options = (query.data?.items ?? [])
    .filter((one) => one.article_id)
    .map((one) => ({ value: one.article_id, label: one.title || one.article_id }));
  if (value && !options.some((one) => one.value === value)) options.unshift({ value, label: value });
  return (
    <Select
      id={id}
      value={value || undefined}
      loading={query.isFetching}
      options={options}
      placeholder={t("official_account:menu.articlePick")}
      notFoundContent={t("official_account:menu.noArticles")}
      onChange={onChange}
    />
  );
}
