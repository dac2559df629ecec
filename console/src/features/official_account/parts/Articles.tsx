import { useLanguage, useText } from "@/i18n";
import { shortDay } from "@/i18n/format";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import type { ReadArticle } from "../model";

const NUMBERS = ["readers", "sharers", "likers", "keepers", "comments"] as const;

/** Articles of the period with their figures so far. */
export function Articles({ articles }: { articles: ReadArticle[] }) {
  const t = useText();
  const language = useLanguage();
  const columns: Column<ReadArticle>[] = [
    {
      key: "title",
      title: t("official_account:figures.article"),
      width: 300,
      always: true,
      render: (one) => (
        <a href={one.url} target="_blank" rel="noreferrer">
          {one.title}
        </a>
      ),
    },
    {
      key: "published_on",
      title: t("official_account:figures.publishedOn"),
      width: 110,
      render: (one) => shortDay(one.published_on, language),
    },
    ...NUMBERS.map((key) => ({
      key,
      title: t(`official_account:figures.${key}`),
      width: 90,
      number: true,
      render: (one: ReadArticle) => <Count value={one[key]} />,
    })),
  ];
  const done = { data: { items: articles }, error: null, isPending: false, isFetching: false };
  return (
    <section className="hy-stack" aria-label={t("official_account:figures.articles")}>
      <h2 className="hy-oa-heading">{t("official_account:figures.articles")}</h2>
      <DataTable
        name="official-account-articles"
        label={t("official_account:figures.articles")}
        columns={columns}
        query={{ ...done, refetch: () => undefined }}
        rowKey={(one) => one.article}
        empty={<EmptyState small title={t("official_account:figures.noArticles")} />}
      />
    </section>
  );
}
