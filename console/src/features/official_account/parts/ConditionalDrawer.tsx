import { Form, Radio, Select } from "antd";
import { useMay } from "@/app/session";
import { useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { type MenuButton, problemsOf, toSend } from "../menu";
import type { Account } from "../model";
import { useAddConditional } from "../queries";
import { AccountTagSelect } from "./AccountTagSelect";
import { MenuEditor } from "./MenuEditor";

interface Props {
  account: Account;
  /** What it starts from; null while it is shut. */
  seed: MenuButton[] | null;
  onClose: () => void;
}
interface Values {
  by: "tag" | "system";
  tag?: number;
  system?: 1 | 2 | 3;
  buttons: MenuButton[];
}
const SYSTEMS = [1, 2, 3] as const;
const WIDTH = 760;

export function ConditionalDrawer({ account, seed, onClose }: Props) {
  const t = useText();
  const [form] = Form.useForm<Values>();
  const add = useAddConditional(account.id);
  const mayTags = useMay()("tags.read");
  const by = Form.useWatch("by", form);
  const needed = [{ required: true, message: t("official_account:needed") }];
  const fit = (_: unknown, buttons: MenuButton[] = []) => {
    const n = problemsOf(buttons).length || (buttons.length ? 0 : 1);
    return n ? Promise.reject(new Error(t("official_account:menu.fix", { n }))) : Promise.resolve();
  };
  return (
    <FormDrawer<Values>
      form={form}
      open={seed !== null}
      title={t("official_account:menu.conditionalAdd")}
      width={WIDTH}
      initial={{ by: mayTags ? "tag" : "system", buttons: seed ?? [], tag: undefined, system: undefined }}
      onSubmit={({ by: way, tag, system, buttons }) =>
        add.mutateAsync({ button: toSend(buttons), ...(way === "tag" ? { tag } : { system }) })
      }
      onClose={onClose}
      submitText={t("official_account:menu.publish")}
      savedText={t("official_account:menu.conditionalAdded")}
    >
      <Form.Item required name="by" label={t("official_account:menu.who")}>
        <Radio.Group
          options={(mayTags ? ["tag", "system"] : ["system"]).map((value) => ({
            value,
            label: t(value === "tag" ? "official_account:menu.byTag" : "official_account:menu.bySystem"),
          }))}
        />
      </Form.Item>
      {by === "system" ? (
        <Form.Item name="system" label={t("official_account:menu.system")} rules={needed}>
          <Select
            options={SYSTEMS.map((value) => ({ value, label: t(`official_account:menu.systems.${value}`) }))}
          />
        </Form.Item>
      ) : (
        <Form.Item
          name="tag"
          label={t("official_account:menu.tag")}
          rules={needed}
          extra={t("official_account:menu.tagHint")}
        >
          <AccountTagSelect account={account.id} />
        </Form.Item>
      )}
      <Form.Item name="buttons" valuePropName="buttons" rules={[{ validator: fit }]}>
        <Editor account={account} />
      </Form.Item>
    </FormDrawer>
  );
}

interface EditorProps {
  account: Account;
  buttons?: MenuButton[];
  onChange?: (buttons: MenuButton[]) => void;
}

function Editor({ account, buttons = [], onChange }: EditorProps) {
  return <MenuEditor account={account.id} name={account.name} buttons={buttons} onChange={onChange} />;
}
