import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, type FormInstance, Input } from "antd";
import { useText } from "@/i18n";
import type { DraftValues } from "./DraftDrawer";
import { ImageField } from "./ImageField";

interface Props {
  account: number;
  form: FormInstance<DraftValues>;
  /** How many there are cannot be changed any more. */
  fixed: boolean;
}
const MOST = 8;

export function ArticleFields({ account, fixed }: Props) {
  const t = useText();
  return (
    <Form.List name="articles">
      {(fields, { add, remove }) => (
        <>
          {fields.map((field, index) => (
            <section key={field.key} className="hy-oa-article">
              <header>
                {t("official_account:drafts.form.article", { n: index + 1 })}
                {!fixed && fields.length > 1 && (
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t("official_account:drafts.form.removeArticle", { n: index + 1 })}
                    onClick={() => remove(field.name)}
                  />
                )}
              </header>
              <Fields account={account} place={field.name} />
            </section>
          ))}
          {!fixed && fields.length < MOST && (
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({})}>
              {t("official_account:drafts.form.addArticle")}
            </Button>
          )}
        </>
      )}
    </Form.List>
  );
}

function Fields({ account, place }: { account: number; place: number }) {
  const t = useText();
  const word = (key: string) => t(`official_account:drafts.form.${key}`);
  const needed = { required: true, whitespace: true, message: t("official_account:needed") };
  return (
    <>
      <Form.Item name={[place, "title"]} label={word("title")} rules={[needed]}>
        <Input maxLength={64} showCount />
      </Form.Item>
      <Form.Item
        name={[place, "thumb_media_id"]}
        label={word("cover")}
        rules={[{ required: true, message: word("coverNeeded") }]}
      >
        <ImageField account={account} />
      </Form.Item>
      <Form.Item
        name={[place, "content"]}
        label={word("content")}
        rules={[needed]}
        extra={word("contentHint")}
      >
        <Input.TextArea rows={8} />
      </Form.Item>
      <Form.Item name={[place, "author"]} label={word("author")}>
        <Input maxLength={16} />
      </Form.Item>
      <Form.Item name={[place, "digest"]} label={word("digest")} extra={word("digestHint")}>
        <Input.TextArea rows={2} maxLength={120} />
      </Form.Item>
      <Form.Item
        name={[place, "content_source_url"]}
        label={word("source")}
        rules={[{ pattern: /^https?:\/\/\S+$/, message: word("sourceWrong") }]}
      >
        <Input maxLength={1024} placeholder="https://" />
      </Form.Item>
    </>
  );
}
