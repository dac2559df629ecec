import { Form, Input, InputNumber, Radio } from "antd";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { KINDS, type Link, LINK_DAYS, type LinkKind, type NewLink, wrongPath, wrongQuery } from "../model";
import { useMakeLink } from "../queries";

interface Props {
  program: number;
  open: boolean;
  onClose: () => void;
  onMade: (link: Link) => void;
}

export function LinkDrawer({ program, open, onClose, onMade }: Props) {
  const t = useText();
  const [form] = Form.useForm<NewLink>();
  const make = useMakeLink(program);
  return (
    <FormDrawer<NewLink>
      form={form}
      open={open}
      title={t("mini_program:links.add")}
      initial={{ kind: "code", name: "", path: "", query: "", days: LINK_DAYS }}
      onSubmit={async (values) => onMade(await make.mutateAsync(values))}
      onClose={onClose}
      submitText={t("mini_program:links.submit")}
      savedText={t("mini_program:links.made")}
    >
      <Fields />
    </FormDrawer>
  );
}

function Fields() {
  const t = useText();
  const kind: LinkKind = Form.useWatch("kind") ?? "code";
  const refuse = (wrong: string | null) =>
    wrong ? Promise.reject(new Error(t(`mini_program:wrong.${wrong}`))) : Promise.resolve();
  return (
    <>
      <Form.Item
        name="kind"
        required
        label={t("mini_program:links.kind")}
        extra={t(`mini_program:links.kindWhy.${kind}`)}
      >
        <Radio.Group
          optionType="button"
          className="hy-link-kinds"
          aria-label={t("mini_program:links.kind")}
          options={KINDS.map((value) => ({ value, label: t(`mini_program:links.kinds.${value}`) }))}
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={t("mini_program:links.name")}
        extra={t("mini_program:links.nameWhy")}
        rules={[{ required: true, whitespace: true, message: t("mini_program:links.nameNeeded") }]}
      >
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="path"
        label={t("mini_program:links.path")}
        extra={t("mini_program:links.pathWhy")}
        rules={[{ validator: (_, value: string) => refuse(wrongPath(value ?? "")) }]}
      >
        <Input maxLength={200} placeholder="pages/index/index" />
      </Form.Item>
      <Form.Item
        name="query"
        required={kind === "code"}
        label={t(kind === "code" ? "mini_program:links.scene" : "mini_program:links.query")}
        extra={t(kind === "code" ? "mini_program:links.sceneWhy" : "mini_program:links.queryWhy")}
        dependencies={["kind"]}
        rules={[{ validator: (_, value: string) => refuse(wrongQuery(kind, value ?? "")) }]}
      >
        <Input placeholder={kind === "code" ? "poster_1" : "from=poster"} />
      </Form.Item>
      {(kind === "url_link" || kind === "scheme") && (
        <Form.Item name="days" label={t("mini_program:links.days")}>
          <InputNumber min={1} max={LINK_DAYS} precision={0} />
        </Form.Item>
      )}
    </>
  );
}
