import { App, Button, Pagination } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { When } from "@/ui/When";
import type { Draft } from "../model";
import { useDrafts, useDropDraft, usePublish } from "../queries";

interface Props {
  account: number;
  add: React.ReactNode;
  onEdit: (draft: Draft) => void;
  onSend: (draft: Draft) => void;
}
/** As the platform gives them. */
const PAGE = 20;

export function DraftsTable({ account, add, onEdit, onSend }: Props) {
  const t = useText();
  const mayWrite = useMay()("messages.write");
  const [page, setPage] = useState(1);
  const query = useDrafts(account, (page - 1) * PAGE);
  const total = query.data?.total ?? 0;
  return (
    <>
      <DataTable
        name="official-account-drafts"
        label={t("official_account:drafts.drafts")}
        columns={[
          {
            key: "titles",
            title: t("official_account:drafts.form.title"),
            width: 360,
            always: true,
            render: (one) => <Titles draft={one} />,
          },
          {
            key: "updated_at",
            title: t("official_account:drafts.updated"),
            width: 120,
            render: (one) => <When at={one.updated_at} />,
          },
          {
            key: "ways",
            title: "",
            width: 240,
            always: true,
            render: (one) =>
              mayWrite && <Ways account={account} draft={one} onEdit={onEdit} onSend={onSend} />,
          },
        ]}
        query={query}
        rowKey={(one) => one.media_id}
        empty={
          <EmptyState
            title={t("official_account:drafts.none")}
            reason={t("official_account:drafts.noneWhy")}
            action={add}
          />
        }
      />
      {total > PAGE && (
        <Pagination size="small" current={page} pageSize={PAGE} total={total} onChange={setPage} />
      )}
    </>
  );
}

function Titles({ draft }: { draft: Draft }) {
  const t = useText();
  const [first, ...rest] = draft.titles;
  return (
    <span>
      {first}
      {rest.length > 0 && (
        <small className="hy-quiet"> {t("official_account:drafts.more", { n: draft.titles.length })}</small>
      )}
    </span>
  );
}

type WaysProps = Omit<Props, "add"> & { draft: Draft };

function Ways({ account, draft, onEdit, onSend }: WaysProps) {
  const t = useText();
  const ask = useAsk();
  const publish = usePublish(account);
  const drop = useDropDraft(account);
  const word = (key: string) => t(`official_account:drafts.${key}`, { name: draft.titles[0] });
  return (
    <span className="hy-oa-ways">
      <Button type="text" size="small" onClick={() => onEdit(draft)}>
        {word("edit")}
      </Button>
      <Button
        type="text"
        size="small"
        onClick={() =>
          ask(word("publishAsk"), word("publishWhy"), word("publish"), word("submitted"), () =>
            publish.mutateAsync(draft.media_id),
          )
        }
      >
        {word("publish")}
      </Button>
      <Button type="text" size="small" onClick={() => onSend(draft)}>
        {t("official_account:mass.send")}
      </Button>
      <Button
        type="text"
        size="small"
        danger
        onClick={() =>
          ask(word("dropAsk"), word("dropWhy"), word("drop"), word("dropped"), () =>
            drop.mutateAsync(draft.media_id),
          )
        }
      >
        {word("drop")}
      </Button>
    </span>
  );
}

/** Asks first, does it, says that it was done or why not. */
function useAsk() {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  return (title: string, content: string, okText: string, done: string, act: () => Promise<unknown>) =>
    modal.confirm({
      title,
      content,
      okText,
      cancelText: t("ui:cancel"),
      onOk: () =>
        act().then(
          () => void message.success(done),
          (error) => void message.error(asRefusal(error).text(language)),
        ),
    });
}
