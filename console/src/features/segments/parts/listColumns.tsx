import { Tag } from "antd";
import { useLabel, useLanguage, useText } from "@/i18n";
import { percent } from "@/i18n/format";
import { Count } from "@/ui/Count";
import type { Column } from "@/ui/DataTable";
import { When } from "@/ui/When";
import type { StaticList } from "../model";
import { isUnderWay, useVocabulary } from "../queries";
import { useSay } from "./rule";
import "./segments.css";

/** What became of every row of a file: matched, not, several, twice. */
export function useListColumns(): Column<StaticList>[] {
  const t = useText();
  const say = useSay();
  const identifiers = useVocabulary().data?.list_identifiers ?? [];
  const identifierName = (kind: string) =>
    say(identifiers.find((each) => each.value === kind)?.label) || kind;
  const number = (key: "rows" | "matched" | "ambiguous" | "duplicates"): Column<StaticList> => ({
    key,
    title: t(`segments:lists.${key}`),
    width: 100,
    number: true,
    render: (list) => <Count value={list[key]} />,
  });
  return [
    { key: "name", title: t("segments:name"), always: true, render: (list) => <ListName list={list} /> },
    { key: "state", title: t("segments:lists.state"), width: 120, render: (list) => <State list={list} /> },
    {
      key: "identifier",
      title: t("segments:lists.by"),
      width: 140,
      render: (list) => identifierName(list.identifier),
    },
    number("rows"),
    number("matched"),
    {
      key: "unmatched",
      title: t("segments:lists.unmatched"),
      width: 120,
      number: true,
      render: (list) => <Unmatched list={list} />,
    },
    number("ambiguous"),
    number("duplicates"),
    {
      key: "encoding",
      title: t("segments:lists.encoding"),
      width: 100,
      hidden: true,
      render: (list) => list.encoding ?? "—",
    },
    {
      key: "created_at",
      title: t("segments:lists.created"),
      width: 116,
      render: (list) => <When at={list.created_at} />,
    },
  ];
}

function ListName({ list }: { list: StaticList }) {
  return (
    <span className="hy-segment-name">
      <b>{list.name}</b>
      <small>{[list.file_name, list.column].filter(Boolean).join(" · ")}</small>
    </span>
  );
}

function State({ list }: { list: StaticList }) {
  const t = useText();
  const label = useLabel();
  const failed = list.state === "failed";
  const done = list.rows_expected ? Math.min(0.99, list.rows / list.rows_expected) : 0;
  const colour = failed ? "error" : isUnderWay(list.state) ? "processing" : "success";
  return (
    <Tag color={colour} title={label(list.error) || undefined}>
      {t(`segments:lists.states.${list.state}`, { defaultValue: list.state })}
      {list.state === "running" && ` ${percent(done, 0)}`}
    </Tag>
  );
}

function Unmatched({ list }: { list: StaticList }) {
  const t = useText();
  const language = useLanguage();
  if (!list.unmatched_url) return <Count value={list.unmatched} />;
  return (
    <a href={`${list.unmatched_url}?lang=${language}`} download title={t("segments:lists.download")}>
      <Count value={list.unmatched} />
    </a>
  );
}
