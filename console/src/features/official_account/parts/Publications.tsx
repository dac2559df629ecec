import { Tag } from "antd";
import { useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { When } from "@/ui/When";
import type { Publication } from "../model";
import { UNDER_WAY, usePublications } from "../queries";

const PUBLISHED = 0;
const colourOf = (status: number) =>
  status === PUBLISHED ? "success" : status === UNDER_WAY ? "processing" : "error";

/** What was submitted from here and what became of it. */
export function Publications({ account }: { account: number }) {
  const t = useText();
  const query = usePublications(account);
  const columns: Column<Publication>[] = [
    {
      key: "title",
      title: t("official_account:drafts.form.title"),
      width: 300,
      always: true,
      render: (one) => one.title || one.publish_id,
    },
    {
      key: "status",
      title: t("official_account:mass.state"),
      width: 130,
      render: (one) => (
        <Tag variant="filled" color={colourOf(one.status)}>
          {t(`official_account:drafts.statuses.${one.status}`, { defaultValue: String(one.status) })}
        </Tag>
      ),
    },
    {
      key: "urls",
      title: t("official_account:mass.links"),
      width: 140,
      render: (one) =>
        one.urls.map((url) => (
          <a key={url} href={url} target="_blank" rel="noreferrer">
            {t("official_account:drafts.open")}{" "}
          </a>
        )),
    },
    {
      key: "submitted_at",
      title: t("official_account:mass.when"),
      width: 120,
      render: (one) => <When at={one.submitted_at} />,
    },
  ];
  return (
    <section className="hy-stack" aria-label={t("official_account:drafts.published")}>
      <h2 className="hy-oa-heading">{t("official_account:drafts.published")}</h2>
      <DataTable
        name="official-account-publications"
        label={t("official_account:drafts.published")}
        columns={columns}
        query={query}
        rowKey={(one) => one.publish_id}
        empty={<EmptyState small title={t("official_account:drafts.publishedNone")} />}
      />
    </section>
  );
}
