import { Tag } from "antd";
import { useLabel, useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { When } from "@/ui/When";
import type { Delivery } from "../model";
import { useDeliveries } from "../queries";
import "./webhooks.css";

/** The last requests with a right signature, and what was wrong in them. */
export function Deliveries({ id }: { id: number }) {
  const t = useText();
  const query = useDeliveries(id);
  return (
    <section className="hy-stack" aria-label={t("webhooks:deliveries.title")}>
      <h2 className="hy-hook-title">{t("webhooks:deliveries.title")}</h2>
      <DataTable
        name="webhook-deliveries"
        label={t("webhooks:deliveries.title")}
        columns={useColumns()}
        query={query}
        rowKey={(delivery) => delivery.id}
        expand={(delivery) => <What delivery={delivery} />}
        empty={
          <EmptyState small title={t("webhooks:deliveries.none")} reason={t("webhooks:deliveries.noneWhy")} />
        }
      />
    </section>
  );
}

function What({ delivery }: { delivery: Delivery }) {
  const t = useText();
  const label = useLabel();
  const refused = delivery.error as { message?: { zh: string; en: string } } | null;
  if (refused?.message) return <p>{label(refused.message)}</p>;
  if (!delivery.problems.length) return <p className="hy-quiet">{t("webhooks:deliveries.fine")}</p>;
  return (
    <ul className="hy-hook-problems">
      {delivery.problems.map((problem) => (
        <li key={`${problem.item}/${problem.path}/${problem.code}`}>
          {t("webhooks:trial.wrong", { n: problem.item + 1, what: label(problem.message) })}{" "}
          <code>{problem.path}</code>
        </li>
      ))}
    </ul>
  );
}

function useColumns(): Column<Delivery>[] {
  const t = useText();
  const number = (key: "items" | "accepted" | "duplicates", width = 90): Column<Delivery> => ({
    key,
    title: t(`webhooks:deliveries.${key}`),
    width,
    number: true,
    render: (delivery) => <Count value={delivery[key]} />,
  });
  return [
    {
      key: "at",
      title: t("webhooks:deliveries.at"),
      width: 140,
      always: true,
      render: ({ at }) => <When at={at} />,
    },
    number("items"),
    number("accepted"),
    number("duplicates"),
    {
      key: "rejected",
      title: t("webhooks:deliveries.rejected"),
      width: 130,
      number: true,
      render: ({ rejected, error }) =>
        error ? (
          <Tag variant="filled" color="error">
            {t("webhooks:deliveries.whole")}
          </Tag>
        ) : rejected ? (
          <Tag variant="filled" color="warning">
            <Count value={rejected} />
          </Tag>
        ) : (
          <Count value={0} />
        ),
    },
  ];
}
