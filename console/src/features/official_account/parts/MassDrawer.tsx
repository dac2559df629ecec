import { Alert, App, Button, Checkbox, Form, type FormInstance, Input, Radio, Select } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLanguage, useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { PersonPicker } from "@/ui/PersonPicker";
import { PhonePreview } from "@/ui/PhonePreview";
import { type Account, type Draft, MASS_KINDS, type MassValues } from "../model";
import { useDrafts, usePreviewMass, useSendMass } from "../queries";
import { AccountTagSelect } from "./AccountTagSelect";
import { ImageField } from "./ImageField";

interface Props {
  account: Account;
  open: boolean;
  /** The draft it begins with. */
  draft: Draft | null;
  onClose: () => void;
}
interface Values {
  name: string;
  to: "everyone" | "tag";
  tag?: number;
  msgtype: (typeof MASS_KINDS)[number];
  article?: string;
  text?: string;
  image?: string;
  sure?: boolean;
}

/** What is sent, as the API wants it; null while something is missing. */
function contentOf({ msgtype, article, text, image }: Partial<Values>): MassValues["content"] | null {
  if (msgtype === "mpnews") return article ? { media_id: article } : null;
  if (msgtype === "image") return image ? { media_ids: [image] } : null;
  return text?.trim() ? { content: text.trim() } : null;
}

export function MassDrawer({ account, open, draft, onClose }: Props) {
  const t = useText();
  const [form] = Form.useForm<Values>();
  const [picture, setPicture] = useState<string | null>(null);
  const send = useSendMass(account.id);
  const submit = ({ name, to, tag, ...values }: Values) => {
    const whom = to === "tag" ? { everyone: false, tag } : { everyone: true };
    const content = contentOf(values) ?? {};
    return send.mutateAsync({ name, ...whom, person_ids: [], msgtype: values.msgtype, content });
  };
  return (
    <FormDrawer<Values>
      form={form}
      open={open}
      title={t("official_account:mass.add")}
      initial={{
        to: "everyone",
        msgtype: draft ? "mpnews" : "text",
        article: draft?.media_id,
        name: draft?.titles[0],
      }}
      onSubmit={submit}
      onClose={onClose}
      submitText={t("official_account:mass.send")}
      savedText={t("official_account:mass.ordered")}
      aside={<Aside account={account} form={form} picture={picture} />}
    >
      <Contents account={account} form={form} onPicture={setPicture} />
      <Whom account={account} form={form} />
      <Alert type="info" showIcon title={t("official_account:mass.quota")} />
      <Form.Item
        name="sure"
        valuePropName="checked"
        rules={[
          {
            validator: (_, sure) =>
              sure ? Promise.resolve() : Promise.reject(new Error(t("official_account:mass.sureNeeded"))),
          },
        ]}
        style={{ marginTop: 16 }}
      >
        <Checkbox>{t("official_account:mass.sure")}</Checkbox>
      </Form.Item>
    </FormDrawer>
  );
}

interface PartProps {
  account: Account;
  form: FormInstance<Values>;
}

function Contents({ account, form, onPicture }: PartProps & { onPicture: (url: string) => void }) {
  const t = useText();
  const kind = Form.useWatch("msgtype", form);
  const needed = [{ required: true, whitespace: true, message: t("official_account:needed") }];
  return (
    <>
      <Form.Item
        name="name"
        label={t("official_account:mass.name")}
        rules={needed}
        extra={t("official_account:mass.nameHint")}
      >
        <Input maxLength={80} placeholder={t("official_account:mass.nameExample")} />
      </Form.Item>
      <Form.Item required name="msgtype" label={t("official_account:mass.kind")}>
        <Radio.Group
          optionType="button"
          options={MASS_KINDS.map((value) => ({ value, label: t(`official_account:mass.kinds.${value}`) }))}
        />
      </Form.Item>
      {kind === "mpnews" && (
        <Form.Item name="article" label={t("official_account:mass.article")} rules={needed}>
          <DraftSelect account={account.id} />
        </Form.Item>
      )}
      {kind === "text" && (
        <Form.Item name="text" label={t("official_account:mass.text")} rules={needed}>
          <Input.TextArea rows={6} maxLength={600} showCount />
        </Form.Item>
      )}
      {kind === "image" && (
        <Form.Item name="image" label={t("official_account:mass.image")} rules={needed}>
          <ImageField account={account.id} onPicture={onPicture} />
        </Form.Item>
      )}
    </>
  );
}

function DraftSelect({
  account,
  ...field
}: {
  account: number;
  value?: string;
  onChange?: (value: string) => void;
  id?: string;
}) {
  const t = useText();
  const query = useDrafts(account);
  return (
    <Select
      {...field}
      loading={query.isFetching}
      placeholder={t("official_account:mass.articlePick")}
      notFoundContent={t("official_account:mass.noDrafts")}
      options={(query.data?.items ?? []).map((one) => ({
        value: one.media_id,
        label: one.titles.join(t("official_account:menu.comma")),
      }))}
    />
  );
}

function Whom({ account, form }: PartProps) {
  const t = useText();
  const mayTags = useMay()("tags.read");
  const to = Form.useWatch("to", form);
  return (
    <>
      <Form.Item required name="to" label={t("official_account:mass.to")}>
        <Radio.Group
          options={[
            { value: "everyone", label: t("official_account:mass.everyone") },
            { value: "tag", label: t("official_account:mass.tagged"), disabled: !mayTags },
          ]}
        />
      </Form.Item>
      {to === "tag" && (
        <Form.Item
          name="tag"
          label={t("official_account:mass.tag")}
          rules={[{ required: true, message: t("official_account:needed") }]}
        >
          <AccountTagSelect account={account.id} />
        </Form.Item>
      )}
    </>
  );
}

function Aside({ account, form, picture }: PartProps & { picture: string | null }) {
  const values = Form.useWatch([], form) as Partial<Values> | undefined;
  const drafts = useDrafts(account.id).data?.items ?? [];
  const { msgtype, article, text, image } = values ?? {};
  const draft = drafts.find((one) => one.media_id === article);
  return (
    <>
      <PhonePreview
        from={account.name}
        text={msgtype === "text" ? (text ?? "") : ""}
        cards={
          msgtype === "mpnews" && draft
            ? draft.titles.map((title) => ({ kind: "link", title }))
            : msgtype === "image" && image
              ? [{ kind: "image", title: image, image: picture }]
              : []
        }
      />
      <PreviewTo account={account.id} values={values ?? {}} />
    </>
  );
}

/** Sends it to one follower, who sees it as all would; costs nothing of the month's four. */
function PreviewTo({ account, values }: { account: number; values: Partial<Values> }) {
  const t = useText();
  const language = useLanguage();
  const may = useMay();
  const { message } = App.useApp();
  const [person, setPerson] = useState<number | null>(null);
  const preview = usePreviewMass(account);
  const content = contentOf(values);
  if (!may("customers.read")) return null;
  const send = () =>
    preview.mutate(
      { person_id: person ?? 0, msgtype: values.msgtype ?? "text", content: content ?? {} },
      { onSuccess: () => void message.success(t("official_account:mass.previewSent")) },
    );
  return (
    <div className="hy-oa-preview">
      <small className="hy-quiet">{t("official_account:mass.preview")}</small>
      <PersonPicker
        label={t("official_account:person")}
        placeholder={t("official_account:personPick")}
        none={t("official_account:personNone")}
        value={person}
        onChange={setPerson}
      />
      <Button disabled={!person || !content} loading={preview.isPending} onClick={send}>
        {t("official_account:mass.previewSend")}
      </Button>
      {preview.isError && <Alert type="error" showIcon title={asRefusal(preview.error).text(language)} />}
    </div>
  );
}
