import { Button, Tag } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { useNow } from "@/ui/now";
import { When } from "@/ui/When";
import { ended, type Link } from "../model";
import { LinkDrawer } from "../parts/LinkDrawer";
import { LinkShown } from "../parts/LinkShown";
import { ProgramFrame } from "../parts/ProgramFrame";
import { useLinks } from "../queries";

export default function Links() {
  const t = useText();
  const may = useMay()("messages.write");
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<Link | null>(null);
  const add = may && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("mini_program:links.add")}
    </Button>
  );
  return (
    <ProgramFrame page="links" action={() => add}>
      {(program) => (
        <>
          <List key={program.id} program={program.id} onOpen={setShown} />
          <LinkDrawer program={program.id} open={adding} onClose={() => setAdding(false)} onMade={setShown} />
          <LinkShown link={shown} onClose={() => setShown(null)} />
        </>
      )}
    </ProgramFrame>
  );
}

function List({ program, onOpen }: { program: number; onOpen: (link: Link) => void }) {
  const t = useText();
  const list = useListState();
  return (
    <DataTable
      name="mini-program-links"
      label={t("mini_program:links.title")}
      columns={useColumns()}
      query={useLinks(program, list)}
      list={list}
      rowKey={(link) => link.id}
      onOpen={onOpen}
      empty={<EmptyState title={t("mini_program:links.none")} reason={t("mini_program:links.noneWhy")} />}
    />
  );
}

function useColumns(): Column<Link>[] {
  const t = useText();
  const now = useNow();
  return [
    {
      key: "name",
      title: t("mini_program:links.name"),
      width: 200,
      always: true,
      render: (link) => link.name,
    },
    {
      key: "kind",
      title: t("mini_program:links.kind"),
      width: 130,
      render: (link) => t(`mini_program:links.kinds.${link.kind}`),
    },
    {
      key: "path",
      title: t("mini_program:links.path"),
      width: 220,
      render: (link) => link.path || t("mini_program:links.home"),
    },
    {
      key: "query",
      title: t("mini_program:links.scene"),
      width: 160,
      render: (link) => link.query || "—",
    },
    {
      key: "created_at",
      title: t("mini_program:links.created"),
      width: 120,
      render: (link) => <When at={link.created_at} />,
    },
    {
      key: "expires_at",
      title: t("mini_program:links.until"),
      width: 130,
      render: (link) =>
        ended(link, now) ? (
          <Tag variant="filled">{t("mini_program:links.ended")}</Tag>
        ) : (
          <When at={link.expires_at} none={t("mini_program:links.lasting")} />
        ),
    },
  ];
}
