import { Select } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useText } from "@/i18n";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import { type PlacedTag, placed, type UsageLine } from "../model";
import { Matrix } from "../parts/Matrix";
import { sourceText } from "../parts/source";
import { TagTabs } from "../parts/TagTabs";
import { useTagGroups, useUsage } from "../queries";
import "../parts/tags.css";
import "@/ui/person.css";

const PARAM = "compare";
const MOST = 8;

interface Row extends UsageLine {
  tag: PlacedTag;
}

/** How tags are used: how many wear each, how it came to them, and which go together. */
export default function Usage() {
  const t = useText();
  const navigate = useNavigate();
  const groups = useTagGroups();
  const usage = useUsage();
  const tags = placed(groups.data?.items ?? []);
  const rows = (usage.data?.items ?? [])
    .flatMap((line): Row[] => {
      const tag = tags.find((one) => one.id === line.id && one.status === "active");
      return tag ? [{ ...line, tag }] : [];
    })
    .sort((one, other) => other.people - one.people);
  return (
    <Page title={t("tags:title")} purpose={t("tags:purpose")} bar={<TagTabs />}>
      <Compare tags={tags} />
      <DataTable
        name="tag-usage"
        label={t("tags:tabs.usage")}
        columns={useColumns()}
        query={{
          data: usage.data && groups.data && { items: rows },
          error: usage.error ?? groups.error,
          isPending: usage.isPending || groups.isPending,
          isFetching: usage.isFetching,
          refetch: () => Promise.all([usage.refetch(), groups.refetch()]),
        }}
        rowKey={(row) => row.id}
        onOpen={(row) => void navigate(`/tags/${row.id}`)}
        empty={<EmptyState title={t("tags:usage.none")} reason={t("tags:noneWhy")} />}
      />
    </Page>
  );
}

function Compare({ tags }: { tags: PlacedTag[] }) {
  const t = useText();
  const [params, setParams] = useSearchParams();
  const chosen = (params.get(PARAM) ?? "").split(",").filter(Boolean).map(Number);
  const choose = (ids: number[]) =>
    setParams(ids.length ? { [PARAM]: ids.join(",") } : {}, { replace: true, preventScrollReset: true });
  const shown = chosen.flatMap((id) => tags.find((tag) => tag.id === id) ?? []);
  return (
    <section className="hy-card" aria-label={t("tags:usage.matrix")}>
      <div className="hy-card-head">
        <h2>{t("tags:usage.matrix")}</h2>
      </div>
      <div className="hy-card-body hy-stack">
        <Select
          className="hy-tag-pick"
          mode="multiple"
          maxCount={MOST}
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("tags:usage.pick")}
          placeholder={t("tags:usage.pickWhy")}
          value={chosen}
          onChange={choose}
          options={tags
            .filter((tag) => tag.status === "active")
            .map((tag) => ({ value: tag.id, label: `${tag.name} · ${tag.group.name}` }))}
        />
        {shown.length > 1 && <Matrix tags={shown} />}
      </div>
    </section>
  );
}

function useColumns(): Column<Row>[] {
  const t = useText();
  return [
    {
      key: "tag",
      title: t("tags:usage.tag"),
      width: 220,
      always: true,
      render: ({ tag }) => (
        <span>
          <i className="hy-tag-dot" data-color={tag.color} />
          {tag.name} <span className="hy-quiet">· {tag.group.name}</span>
        </span>
      ),
    },
    {
      key: "people",
      title: t("tags:people"),
      width: 100,
      number: true,
      render: (row) => (
        <Link to={`/customers?tag=${row.id}`} onClick={(event) => event.stopPropagation()}>
          <Count value={row.people} />
        </Link>
      ),
    },
    {
      key: "given",
      title: t("tags:usage.given"),
      width: 120,
      number: true,
      render: (row) => <Count value={row.added_30d} />,
    },
    {
      key: "taken",
      title: t("tags:usage.taken"),
      width: 120,
      number: true,
      render: (row) => <Count value={row.removed_30d} />,
    },
    {
      key: "last",
      title: t("tags:usage.last"),
      width: 130,
      render: (row) =>
        row.last_given_at ? <When at={row.last_given_at} /> : <span className="hy-quiet">—</span>,
    },
    {
      key: "source",
      title: t("tags:usage.source"),
      render: (row) => {
        const [first] = [...row.sources].sort((one, other) => other.people - one.people);
        return first ? sourceText(t, first.source) : <span className="hy-quiet">—</span>;
      },
    },
  ];
}
