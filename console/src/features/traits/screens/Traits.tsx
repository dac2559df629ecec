import { App, Button, Tag } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLabel, useLanguage, useText } from "@/i18n";
import type { Behind } from "@/ui/behind";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import type { FilterField } from "@/ui/filterFields";
import { type Filters, useFilters } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { PeopleBehind } from "@/ui/PeopleBehind";
import { KINDS, type Origin, originOf, type Trait } from "../model";
import { TraitDrawer } from "../parts/TraitDrawer";
import { useCompute, useDropTrait, useTraits } from "../queries";
import "../parts/traits.css";

const ORIGINS: Origin[] = ["built_in", "custom", "computed"];

const fits = (trait: Trait, { q = "", kind, origin }: Filters): boolean =>
  (!kind || trait.kind === kind) &&
  (!origin || originOf(trait) === origin) &&
  `${trait.key} ${trait.label.zh} ${trait.label.en}`.toLowerCase().includes(q.toLowerCase());

/** Everything that can be known about a customer, where it comes from and whose word counts. */
export default function Traits() {
  const t = useText();
  const label = useLabel();
  const may = useMay();
  const query = useTraits();
  const [edited, setEdited] = useState<Trait | "new" | null>(null);
  const [behind, setBehind] = useState<Behind | null>(null);
  const mayWrite = may("traits.write");
  const fields: FilterField[] = [
    {
      key: "origin",
      kind: "choice",
      label: t("traits:origin"),
      options: ORIGINS.map((value) => ({ value, label: t(`traits:origins.${value}`) })),
    },
    {
      key: "kind",
      kind: "choice",
      label: t("traits:kind"),
      options: KINDS.map((value) => ({ value, label: t(`traits:kinds.${value}`) })),
    },
  ];
  const filters = useFilters(["q", "origin", "kind"]);
  const items = query.data?.items.filter((trait) => fits(trait, filters.values));
  const actions = useActions(setEdited);
  const people = (trait: Trait) =>
    setBehind({
      title: t("traits:known", { name: label(trait.label) }),
      tree: { kind: "all", of: [{ kind: "trait", trait: trait.key, operator: "is_not_empty" }] },
    });
  return (
    <Page
      title={t("traits:title")}
      purpose={t("traits:purpose")}
      action={
        mayWrite && (
          <Button type="primary" onClick={() => setEdited("new")}>
            {t("traits:add")}
          </Button>
        )
      }
    >
      <FilterBar fields={fields} state={filters} search={t("traits:search")} />
      <DataTable
        name="traits"
        label={t("traits:title")}
        columns={useColumns(people)}
        query={{ ...query, data: items && { items } }}
        rowKey={(trait) => trait.key}
        onOpen={mayWrite ? setEdited : undefined}
        rowActions={mayWrite ? actions : undefined}
        empty={
          <EmptyState
            title={t("traits:none")}
            reason={t("traits:noneWhy")}
            action={<Button onClick={filters.reset}>{t("ui:reset")}</Button>}
          />
        }
      />
      <TraitDrawer
        open={edited !== null}
        trait={edited === "new" ? null : edited}
        onClose={() => setEdited(null)}
      />
      <PeopleBehind behind={behind} onClose={() => setBehind(null)} />
    </Page>
  );
}

function useActions(onEdit: (trait: Trait) => void) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const drop = useDropTrait();
  const compute = useCompute();
  const failed = (error: unknown) => void message.error(asRefusal(error).text(language));
  const ask = (trait: Trait) =>
    modal.confirm({
      title: t("traits:dropAsk", { name: label(trait.label) }),
      content: t("traits:dropWhy", { n: trait.people }),
      okText: t("traits:drop"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () => drop.mutateAsync(trait.key).then(() => void message.success(t("traits:dropped")), failed),
    });
  return (trait: Trait) => [
    { key: "edit", label: t("traits:edit"), onClick: () => onEdit(trait) },
    ...(trait.computed
      ? [
          {
            key: "compute",
            label: t("traits:compute"),
            onClick: () =>
              compute.mutate(trait.key, {
                onSuccess: () => void message.success(t("traits:computing")),
                onError: failed,
              }),
          },
        ]
      : []),
    ...(trait.built_in
      ? []
      : [{ key: "drop", label: t("traits:drop"), danger: true, onClick: () => ask(trait) }]),
  ];
}

function useColumns(onPeople: (trait: Trait) => void): Column<Trait>[] {
  const t = useText();
  const label = useLabel();
  return [
    {
      key: "name",
      title: t("traits:name"),
      width: 220,
      always: true,
      render: (trait) => (
        <span className="hy-trait-name">
          <span>{label(trait.label)}</span>
          <small className="hy-mono">{trait.key}</small>
        </span>
      ),
    },
    { key: "kind", title: t("traits:kind"), width: 110, render: (trait) => t(`traits:kinds.${trait.kind}`) },
    {
      key: "origin",
      title: t("traits:origin"),
      width: 110,
      render: (trait) => t(`traits:origins.${originOf(trait)}`),
    },
    {
      key: "people",
      title: t("traits:people"),
      width: 110,
      number: true,
      render: (trait) => (
        <Button
          type="link"
          size="small"
          disabled={!trait.people}
          onClick={(event) => {
            event.stopPropagation();
            onPeople(trait);
          }}
        >
          <Count value={trait.people} />
        </Button>
      ),
    },
    {
      key: "precedence",
      title: t("traits:precedence"),
      render: (trait) =>
        !trait.editable || trait.precedence.length === 0 ? (
          <span className="hy-quiet">{t(!trait.editable ? "traits:byCounting" : "traits:newest")}</span>
        ) : (
          trait.precedence
            .map((source) => t(`customers:sources.${source}`, { defaultValue: source }))
            .join(" › ")
        ),
    },
    {
      key: "personal",
      title: t("traits:personal"),
      width: 110,
      render: (trait) =>
        trait.personal ? (
          <Tag variant="filled">{t("traits:isPersonal")}</Tag>
        ) : (
          <span className="hy-quiet">—</span>
        ),
    },
  ];
}
