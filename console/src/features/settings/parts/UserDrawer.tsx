import { Form, Input, Select, Switch } from "antd";
import { useLabel, useLanguage, useText } from "@/i18n";
import { PASSWORD_LENGTH } from "@/app/session";
import { FormDrawer } from "@/ui/FormDrawer";
import type { ScopeKind, User } from "../model";
import { useAddUser, useChangeUser, useRoles, useStores } from "../queries";

interface Props {
  editing: User | "new" | null;
  onClose: () => void;
}
interface Values {
  login: string;
  name: string;
  password?: string;
  role_id: number;
  scope_kind: ScopeKind;
  scope_ids?: number[];
  active: boolean;
}

const SCOPES: ScopeKind[] = ["all", "region", "store", "own"];

export function UserDrawer({ editing, onClose }: Props) {
  const t = useText();
  const language = useLanguage();
  const [form] = Form.useForm<Values>();
  const add = useAddUser();
  const change = useChangeUser();
  const user = editing === "new" ? null : editing;
  const scopeKind = Form.useWatch("scope_kind", form);
  const save = ({ scope_kind, scope_ids, login, password, active, ...rest }: Values) => {
    const scope = { kind: scope_kind, ids: scope_kind === "store" ? (scope_ids ?? []) : [] };
    // A person is changed only where the form was: the account name stays, an empty password stays as it was.
    if (user)
      return change.mutateAsync({
        id: user.id,
        change: { ...rest, scope, active, ...(password && { password }) },
      });
    return add.mutateAsync({ ...rest, login, password, scope, locale: language });
  };
  return (
    <FormDrawer<Values>
      form={form}
      open={editing !== null}
      title={user ? t("settings:users.change", { name: user.name }) : t("settings:users.add")}
      initial={user ? valuesOf(user) : { scope_kind: "all", active: true }}
      onSubmit={save}
      onClose={onClose}
      fields={{
        "access.login_taken": "login",
        "access.password_weak": "password",
        "access.scope_too_wide": "scope_kind",
      }}
      savedText={t("settings:saved")}
    >
      <Fields user={user} scopeKind={scopeKind} />
    </FormDrawer>
  );
}

function valuesOf(user: User): Values {
  return {
    login: user.login,
    name: user.name,
    role_id: user.role.id,
    scope_kind: user.scope.kind ?? "all",
    scope_ids: user.scope.ids,
    active: user.active,
  };
}

function Fields({ user, scopeKind }: { user: User | null; scopeKind: string | undefined }) {
  const t = useText();
  const label = useLabel();
  const roles = useRoles().data?.items ?? [];
  const stores = useStores().data?.items ?? [];
  const needed = [{ required: true, message: t("settings:needed") }];
  const longEnough = {
    min: PASSWORD_LENGTH,
    message: t("settings:users.passwordShort", { n: PASSWORD_LENGTH }),
  };
  return (
    <>
      <Form.Item name="name" label={t("settings:users.name")} rules={needed}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="login" label={t("settings:users.login")} rules={needed}>
        <Input maxLength={60} disabled={!!user} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t(user ? "settings:users.newPassword" : "settings:users.password")}
        extra={user && t("settings:users.passwordKeep")}
        rules={user ? [longEnough] : [...needed, longEnough]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item name="role_id" label={t("settings:users.role")} rules={needed}>
        <Select options={roles.map((role) => ({ value: role.id, label: label(role.label) || role.name }))} />
      </Form.Item>
      <Form.Item
        name="scope_kind"
        label={t("settings:users.scope")}
        extra={t("settings:users.scopeHint")}
        rules={needed}
      >
        <Select options={SCOPES.map((kind) => ({ value: kind, label: t(`settings:scope.${kind}`) }))} />
      </Form.Item>
      {scopeKind === "store" && (
        <Form.Item name="scope_ids" label={t("settings:users.stores")} rules={needed}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            options={stores.map((store) => ({ value: store.id, label: store.name }))}
          />
        </Form.Item>
      )}
      {user && (
        <Form.Item name="active" label={t("settings:users.mayLogIn")} required valuePropName="checked">
          <Switch />
        </Form.Item>
      )}
    </>
  );
}
