import { Form, Input, InputNumber, Radio, Select } from "antd";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import type { Code, CodeValues } from "../model";
import { useMakeCode, useTags } from "../queries";

interface Props {
  account: number;
  open: boolean;
  onClose: () => void;
  onMade: (code: Code) => void;
}
type Values = CodeValues & { life: "forever" | "days" };
const SCENE = /^[A-Za-z0-9_-]+$/;
const MOST_DAYS = 30;

export function CodeDrawer({ account, open, onClose, onMade }: Props) {
  const t = useText();
  const [form] = Form.useForm<Values>();
  const make = useMakeCode(account);
  const save = async ({ life, days, ...values }: Values) =>
    onMade(await make.mutateAsync({ ...values, days: life === "days" ? days : null }));
  return (
    <FormDrawer<Values>
      form={form}
      open={open}
      title={t("official_account:codes.add")}
      initial={{ life: "forever", days: MOST_DAYS, tag_ids: [] }}
      onSubmit={save}
      onClose={onClose}
      submitText={t("official_account:codes.submit")}
      savedText={t("official_account:codes.made")}
      fields={{ "official_account.scene_exists": "scene", "profiles.unknown_tag": "tag_ids" }}
    >
      <Fields life={Form.useWatch("life", form)} />
    </FormDrawer>
  );
}

function Fields({ life }: { life?: Values["life"] }) {
  const t = useText();
  const mayTags = useMay()("tags.read");
  const tags = useTags(mayTags).data?.items ?? [];
  const needed = { required: true, message: t("official_account:needed") };
  const text = (name: string) => t(`official_account:codes.${name}`);
  return (
    <>
      <Form.Item name="name" label={text("name")} rules={[needed]}>
        <Input maxLength={80} placeholder={text("nameExample")} />
      </Form.Item>
      <Form.Item name="channel" label={text("channel")} rules={[needed]} extra={text("channelHint")}>
        <Input maxLength={80} placeholder={text("channelExample")} />
      </Form.Item>
      <Form.Item
        name="scene"
        label={text("scene")}
        rules={[needed, { pattern: SCENE, message: text("sceneWrong") }]}
        extra={text("sceneHint")}
      >
        <Input maxLength={64} placeholder="window-1" />
      </Form.Item>
      <Form.Item required name="life" label={text("life")} extra={text("daysHint")}>
        <Radio.Group
          options={[
            { value: "forever", label: text("forever") },
            { value: "days", label: text("temporary") },
          ]}
        />
      </Form.Item>
      {life === "days" && (
        <Form.Item name="days" label={text("days")} rules={[needed]}>
          <InputNumber min={1} max={MOST_DAYS} precision={0} />
        </Form.Item>
      )}
      {mayTags && (
        <Form.Item name="tag_ids" label={text("tags")}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            options={tags.map((tag) => ({ value: tag.id, label: `${tag.name} · ${tag.group}` }))}
          />
        </Form.Item>
      )}
    </>
  );
}
