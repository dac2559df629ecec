import { Form, Input, Radio, Select } from "antd";
import { useSession } from "@/app/session";
import { useLabel, useText } from "@/i18n";
import { FormDrawer } from "@/ui/FormDrawer";
import { useAddKey, usePermissions } from "../queries";
import type { FreshKey } from "./KeyOnce";

interface Values {
  kind: "write" | "api";
  name: string;
  scopes?: string[];
}
interface Props {
  open: boolean;
  onClose: () => void;
  onMade: (fresh: FreshKey) => void;
}

export function KeyDrawer({ open, onClose, onMade }: Props) {
  const t = useText();
  const label = useLabel();
  const mine = useSession()?.permissions ?? [];
  const permissions = usePermissions().data?.items ?? [];
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch("kind", form);
  const add = useAddKey();
  const needed = [{ required: true, message: t("settings:needed") }];
  // A key cannot do more than the person who makes it.
  const grantable = permissions.filter(({ key }) => mine.includes(key));
  return (
    <FormDrawer<Values>
      form={form}
      open={open}
      title={t("settings:keys.add")}
      initial={{ kind: "write" }}
      onSubmit={async ({ scopes = [], ...rest }) => {
        const { key, secret } = await add.mutateAsync({ ...rest, scopes });
        onMade({ name: key.name, kind: rest.kind, secret });
      }}
      onClose={onClose}
      submitText={t("settings:keys.make")}
    >
      <Form.Item name="kind" label={t("settings:keys.kind")} rules={needed}>
        <Radio.Group
          style={{ display: "grid", gap: 12 }}
          options={(["write", "api"] as const).map((value) => ({
            value,
            label: (
              <span>
                {t(`settings:keys.${value}`)}
                <span className="hy-quiet" style={{ display: "block", fontSize: 13 }}>
                  {t(`settings:keys.${value}Why`)}
                </span>
              </span>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item name="name" label={t("settings:keys.name")} rules={needed}>
        <Input maxLength={60} placeholder={t("settings:keys.nameExample")} />
      </Form.Item>
      {kind === "api" && (
        <Form.Item name="scopes" label={t("settings:keys.scopes")} rules={needed}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            options={grantable.map((permission) => ({
              value: permission.key,
              label: label(permission.label) || permission.key,
            }))}
          />
        </Form.Item>
      )}
    </FormDrawer>
  );
}
