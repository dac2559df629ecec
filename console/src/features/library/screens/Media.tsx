import { FileOutlined, UploadOutlined } from "@ant-design/icons";
import { App, Button, Upload } from "antd";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { FilterBar } from "@/ui/FilterBar";
import type { FilterField } from "@/ui/filterFields";
import { useFilters, useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import { type Asset, KINDS, type Kind, shownSize } from "../model";
import { useMedia, useUpload } from "../queries";
import "../parts/library.css";

/** Pictures and files for messages: kept here, and lent to WeCom for three days at a time. */
export default function Media() {
  const t = useText();
  const list = useListState();
  const filters = useFilters(["kind"]);
  const query = useMedia(list, filters.values.kind as Kind | undefined);
  const upload = <UploadButton />;
  const fields: FilterField[] = [
    {
      key: "kind",
      kind: "choice",
      label: t("library:media.kind"),
      options: KINDS.map((value) => ({ value, label: t(`library:media.kinds.${value}`) })),
    },
  ];
  return (
    <Page title={t("library:media.title")} purpose={t("library:media.purpose")} action={upload}>
      <FilterBar fields={fields} state={filters} />
      <DataTable
        name="media"
        label={t("library:media.title")}
        columns={useColumns()}
        query={query}
        list={list}
        rowKey={(one) => one.id}
        empty={
          filters.values.kind ? (
            <EmptyState
              title={t("library:media.noMatch")}
              action={<Button onClick={filters.reset}>{t("ui:reset")}</Button>}
            />
          ) : (
            <EmptyState title={t("library:media.none")} reason={t("library:media.noneWhy")} action={upload} />
          )
        }
      />
    </Page>
  );
}

function UploadButton() {
  const t = useText();
  const language = useLanguage();
  const { message } = App.useApp();
  const upload = useUpload();
  if (!useMay()("live_codes.write")) return null;
  return (
    <Upload
      showUploadList={false}
      beforeUpload={(file) => {
        upload.mutate(file, {
          onSuccess: ({ name }) => void message.success(t("library:media.uploaded", { name })),
          onError: (error) => void message.error(asRefusal(error).text(language), 6),
        });
        return false;
      }}
    >
      <Button type="primary" icon={<UploadOutlined />} loading={upload.isPending}>
        {t("library:media.upload")}
      </Button>
    </Upload>
  );
}

function useColumns(): Column<Asset>[] {
  const t = useText();
  return [
    {
      key: "name",
      title: t("library:media.name"),
      width: 320,
      always: true,
      render: (one) => (
        <a className="hy-media-name" href={one.url} target="_blank" rel="noreferrer">
          {one.kind === "image" ? <img src={one.url} alt="" loading="lazy" /> : <FileOutlined aria-hidden />}
          <span>{one.name}</span>
        </a>
      ),
    },
    {
      key: "kind",
      title: t("library:media.kind"),
      width: 90,
      render: (one) => t(`library:media.kinds.${one.kind}`),
    },
    {
      key: "size",
      title: t("library:media.size"),
      width: 100,
      number: true,
      render: (one) => <span className="hy-num">{shownSize(one.size)}</span>,
    },
    {
      key: "ends",
      title: t("library:media.ends"),
      width: 160,
      render: (one) =>
        one.ends_at ? (
          <When at={one.ends_at} />
        ) : (
          <span className="hy-quiet">{t("library:media.notThere")}</span>
        ),
    },
    {
      key: "created",
      title: t("library:media.created"),
      width: 120,
      render: (one) => <When at={one.created_at} />,
    },
  ];
}
