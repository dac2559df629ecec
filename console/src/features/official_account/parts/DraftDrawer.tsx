import { Form, type FormInstance } from "antd";
import { useEffect } from "react";
import { useText } from "@/i18n";
import { FailureState } from "@/ui/FailureState";
import { FormDrawer } from "@/ui/FormDrawer";
import { PhonePreview } from "@/ui/PhonePreview";
import { TableSkeleton } from "@/ui/Skeletons";
import { type Account, type Article, type Draft, toHtml, toText } from "../model";
import { useAddDraft, useChangeDraft, useDraft } from "../queries";
import { ArticleFields } from "./ArticleFields";

interface Props {
  account: Account;
  /** "new", the draft that is changed, or null while it is shut. */
  draft: "new" | Draft | null;
  onClose: () => void;
}
export interface DraftValues {
  articles: Partial<Article>[];
}

const sent = (article: Partial<Article>): Article => ({
  title: (article.title ?? "").trim(),
  content: toHtml(article.content ?? ""),
  thumb_media_id: article.thumb_media_id ?? "",
  author: article.author ?? "",
  digest: article.digest ?? "",
  content_source_url: article.content_source_url ?? "",
});

/** Articles of one draft. The platform changes one after another, and adds none later. */
export function DraftDrawer({ account, draft, onClose }: Props) {
  const t = useText();
  const [form] = Form.useForm<DraftValues>();
  const known = draft !== null && draft !== "new" ? draft.media_id : null;
  const held = useDraft(account.id, known);
  const add = useAddDraft(account.id);
  const change = useChangeDraft(account.id);
  const articles = held.data?.articles;
  useEffect(() => {
    if (known && articles)
      form.setFieldsValue({ articles: articles.map((one) => ({ ...one, content: toText(one.content) })) });
  }, [known, articles, form]);
  const save = ({ articles: written }: DraftValues) => {
    const all = written.map(sent);
    if (!known) return add.mutateAsync(all);
    const before = (articles ?? []).map((one) =>
      JSON.stringify(sent({ ...one, content: toText(one.content) })),
    );
    const changed = all.map((one, index): [number, Article] => [index, one]);
    return change.mutateAsync({
      media_id: known,
      articles: changed.filter(([index, one]) => JSON.stringify(one) !== before[index]),
    });
  };
  return (
    <FormDrawer<DraftValues>
      form={form}
      open={draft !== null}
      title={t(known ? "official_account:drafts.form.change" : "official_account:drafts.form.add")}
      initial={{ articles: [{}] }}
      onSubmit={save}
      onClose={onClose}
      submitText={t(known ? "ui:save" : "official_account:drafts.form.submit")}
      savedText={t(known ? "official_account:drafts.form.changed" : "official_account:drafts.form.added")}
      aside={<Preview name={account.name} form={form} />}
    >
      {known && held.isPending ? (
        <TableSkeleton rows={4} columns={2} />
      ) : known && !articles ? (
        <FailureState error={held.error} onRetry={held.refetch} />
      ) : (
        <ArticleFields account={account.id} form={form} fixed={known !== null} />
      )}
    </FormDrawer>
  );
}

function Preview({ name, form }: { name: string; form: FormInstance<DraftValues> }) {
  const t = useText();
  const articles = (Form.useWatch("articles", form) ?? []) as Partial<Article>[];
  return (
    <PhonePreview
      from={name}
      text=""
      cards={articles.map((one, index) => ({
        kind: "link",
        title: one?.title || `${t("official_account:drafts.form.preview")}${index ? ` ${index + 1}` : ""}`,
        description: one?.digest || (one?.content ?? "").slice(0, 54),
      }))}
    />
  );
}
