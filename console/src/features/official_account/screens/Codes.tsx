import { Button, Tag, Tooltip } from "antd";
import { useState } from "react";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { ChannelName } from "@/ui/ChannelName";
import { Count } from "@/ui/Count";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { TagChips } from "@/ui/TagChips";
import { useNow } from "@/ui/now";
import { When } from "@/ui/When";
import type { Account, Code } from "../model";
import { AccountPage } from "../parts/AccountPage";
import { CodeDrawer } from "../parts/CodeDrawer";
import { CodeShown } from "../parts/CodeShown";
import { useCodes, useTags } from "../queries";

export default function Codes() {
  const t = useText();
  const mayWrite = useMay()("live_codes.write");
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<Code | null>(null);
  const add = mayWrite && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t("official_account:codes.add")}
    </Button>
  );
  return (
    <AccountPage tab="codes" action={add}>
      {(account) => (
        <>
          <List account={account} add={add} onOpen={setShown} />
          <CodeDrawer account={account.id} open={adding} onClose={() => setAdding(false)} onMade={setShown} />
          <CodeShown account={account.id} code={shown} onClose={() => setShown(null)} />
        </>
      )}
    </AccountPage>
  );
}

interface ListProps {
  account: Account;
  add: React.ReactNode;
  onOpen: (code: Code) => void;
}

function List({ account, add, onOpen }: ListProps) {
  const t = useText();
  const list = useListState();
  const query = useCodes(account.id, list);
  return (
    <DataTable
      name="official-account-codes"
      label={t("official_account:tabs.codes")}
      columns={useColumns()}
      query={query}
      list={list}
      rowKey={(code) => code.id}
      onOpen={onOpen}
      empty={
        <EmptyState
          title={t("official_account:codes.none")}
          reason={t("official_account:codes.noneWhy")}
          action={add}
        />
      }
    />
  );
}

function useColumns(): Column<Code>[] {
  const t = useText();
  const now = useNow();
  const tags = useTags(useMay()("tags.read")).data?.items ?? [];
  const number = (key: "follows" | "scans" | "followers", title: string, hint?: string): Column<Code> => ({
    key,
    title: t(`official_account:codes.${title}`),
    width: 100,
    number: true,
    render: (code) => (
      <Tooltip title={hint && t(`official_account:codes.${hint}`)}>
        <span>
          <Count value={code[key]} />
        </span>
      </Tooltip>
    ),
  });
  return [
    {
      key: "name",
      title: t("official_account:codes.name"),
      width: 180,
      always: true,
      render: (code) => code.name,
    },
    {
      key: "channel",
      title: t("official_account:codes.channel"),
      width: 130,
      render: (code) => <ChannelName value={code.channel} />,
    },
    {
      key: "scene",
      title: t("official_account:codes.scene"),
      width: 140,
      render: (code) => <code>{code.scene}</code>,
    },
    number("follows", "follows", "followsHint"),
    number("followers", "now"),
    number("scans", "scans", "scansHint"),
    {
      key: "tags",
      title: t("official_account:codes.tags"),
      width: 160,
      render: (code) => <TagChips tags={tags.filter((tag) => code.tag_ids.includes(tag.id))} max={2} />,
    },
    {
      key: "expires_at",
      title: t("official_account:codes.expires"),
      width: 120,
      render: (code) =>
        code.expires_at && Date.parse(code.expires_at) < now ? (
          <Tag variant="filled" color="warning">
            {t("official_account:codes.expired")}
          </Tag>
        ) : (
          <When at={code.expires_at} none={t("official_account:codes.forever")} />
        ),
    },
    {
      key: "created_at",
      title: t("official_account:codes.created"),
      width: 120,
      render: (code) => <When at={code.created_at} />,
    },
  ];
}
