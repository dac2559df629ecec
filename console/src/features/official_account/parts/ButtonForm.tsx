import { DeleteOutlined, LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { useId } from "react";
import { useText } from "@/i18n";
import { KINDS, type MenuButton, nameBytes, nameRoom, type Place, type Problem } from "../menu";
import { ArticleField } from "./ArticleField";
import { ImageField } from "./ImageField";

interface Props {
  account: number;
  place: Place;
  button: MenuButton;
  problems: Problem[];
  readOnly: boolean;
  onChange: (change: Partial<MenuButton>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** What one button is called and does. Changes show on the phone at once. */
export function ButtonForm(props: Props) {
  const { place, button, problems, readOnly, onChange, onMove, onRemove } = props;
  const t = useText();
  const form = useId();
  const opens = !!button.sub_button?.length;
  return (
    <Form layout="vertical" component="div" disabled={readOnly}>
      <Field
        form={form}
        name="name"
        label={t("official_account:menu.name")}
        problems={problems}
        extra={t("official_account:menu.nameRoom", {
          n: nameBytes(button.name.trim()),
          room: nameRoom(place),
        })}
      >
        <Input
          id={`${form}-name`}
          value={button.name}
          onChange={(event) => onChange({ name: event.target.value })}
        />
      </Field>
      {opens ? (
        <p className="hy-quiet">{t("official_account:menu.hasBelow")}</p>
      ) : (
        <Does {...props} form={form} />
      )}
      {!readOnly && (
        <div className="hy-menu-tools">
          <Button size="small" icon={<LeftOutlined />} onClick={() => onMove(-1)}>
            {t("official_account:menu.left")}
          </Button>
          <Button size="small" icon={<RightOutlined />} iconPlacement="end" onClick={() => onMove(1)}>
            {t("official_account:menu.right")}
          </Button>
          <Button size="small" type="text" danger icon={<DeleteOutlined />} onClick={onRemove}>
            {t("official_account:menu.remove")}
          </Button>
        </div>
      )}
    </Form>
  );
}

function Does({ account, button, problems, onChange, form }: Props & { form: string }) {
  const t = useText();
  const kind = button.type ?? "";
  const types = Object.keys(KINDS).map((value) => ({
    value,
    label: t(`official_account:menu.types.${value}`),
  }));
  const hint = (field: string) => {
    if (field === "url" && kind === "miniprogram") return t("official_account:menu.hints.fallback");
    return t(`official_account:menu.hints.${field}`, { defaultValue: "" }) || undefined;
  };
  return (
    <>
      <Field form={form} name="type" label={t("official_account:menu.type")} problems={problems}>
        <Select
          id={`${form}-type`}
          value={kind || undefined}
          options={types}
          onChange={(type) => onChange({ type })}
        />
      </Field>
      {(KINDS[kind] ?? []).map((field) => (
        <Field
          key={field}
          form={form}
          name={field}
          label={t(`official_account:menu.fields.${field}`)}
          problems={problems}
          extra={hint(field)}
        >
          {field === "article_id" ? (
            <ArticleField
              id={`${form}-article_id`}
              account={account}
              value={button.article_id}
              onChange={(article_id) => onChange({ article_id })}
            />
          ) : field === "media_id" ? (
            <ImageField
              id={`${form}-media_id`}
              account={account}
              value={button.media_id}
              onChange={(media_id) => onChange({ media_id })}
            />
          ) : (
            <Input
              id={`${form}-${field}`}
              value={button[field]}
              onChange={(event) => onChange({ [field]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </>
  );
}

interface FieldProps {
  /** Several forms of this kind may be on a page. */
  form: string;
  name: Problem["field"];
  label: string;
  problems: Problem[];
  extra?: string;
  children: React.ReactNode;
}

function Field({ form, name, label, problems, extra, children }: FieldProps) {
  const t = useText();
  const problem = problems.find((one) => one.field === name);
  const group = name === "name" || name === "type" ? name : "value";
  return (
    <Form.Item
      label={label}
      htmlFor={`${form}-${name}`}
      extra={extra}
      validateStatus={problem ? "error" : undefined}
      help={problem && t(`official_account:menu.problems.${group}.${problem.what}`, { field: label })}
    >
      {children}
    </Form.Item>
  );
}
