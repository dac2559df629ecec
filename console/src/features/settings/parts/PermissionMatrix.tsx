import { DeleteOutlined } from "@ant-design/icons";
import { App, Button, Checkbox } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useLabel, useLanguage, useText } from "@/i18n";
import { SelectionBar } from "@/ui/SelectionBar";
import type { Permission, Role } from "../model";
import { useChangeRole, useDeleteRole } from "../queries";
import "./permission-matrix.css";

interface Props {
  roles: Role[];
  permissions: Permission[];
  mayWrite: boolean;
}
type Draft = Map<number, Set<string>>;

const areaOf = (permission: Permission) => permission.group.key;

/** Who may do what: a row per permission, a column per role; several changes are saved together. */
export function PermissionMatrix({ roles, permissions, mayWrite }: Props) {
  const t = useText();
  const label = useLabel();
  const language = useLanguage();
  const { message } = App.useApp();
  const change = useChangeRole();
  const [draft, setDraft] = useState<Draft>(new Map());
  const held = (role: Role) => draft.get(role.id) ?? new Set(role.permissions);
  const toggle = (role: Role, key: string) => {
    const next = new Set(held(role));
    next.delete(key) || next.add(key);
    const same = next.size === role.permissions.length && role.permissions.every((each) => next.has(each));
    const all = new Map(draft).set(role.id, next);
    if (same) all.delete(role.id);
    setDraft(all);
  };
  const save = async () => {
    try {
      for (const [id, keys] of draft) await change.mutateAsync({ id, permissions: [...keys] });
      setDraft(new Map());
      message.success(t("settings:saved"));
    } catch (error) {
      message.error(asRefusal(error).text(language));
    }
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="hy-card hy-matrix" tabIndex={0} aria-label={t("settings:roles.title")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("settings:roles.permission")}</th>
              {roles.map((role) => (
                <th key={role.id} scope="col" title={role.builtin ? t("settings:roles.builtin") : undefined}>
                  {label(role.label) || role.name}
                  <small>{t("settings:roles.users", { n: role.users })}</small>
                  {mayWrite && !role.builtin && <DeleteRole role={role} />}
                </th>
              ))}
            </tr>
          </thead>
          <Rows roles={roles} permissions={permissions} mayWrite={mayWrite} held={held} onToggle={toggle} />
        </table>
      </section>
      {draft.size > 0 && (
        <SelectionBar label={t("settings:roles.title")} text={t("settings:roles.unsaved")}>
          <Button type="primary" size="small" loading={change.isPending} onClick={() => void save()}>
            {t("ui:save")}
          </Button>
          <Button type="text" size="small" onClick={() => setDraft(new Map())}>
            {t("ui:cancel")}
          </Button>
        </SelectionBar>
      )}
    </>
  );
}

/** Asked for once more; the server names who still has it. */
function DeleteRole({ role }: { role: Role }) {
  const t = useText();
  const language = useLanguage();
  const { modal, message } = App.useApp();
  const remove = useDeleteRole();
  const title = t("settings:roles.remove", { name: role.name });
  const ask = () =>
    modal.confirm({
      title,
      content: t("settings:roles.removeWhy"),
      okText: t("settings:roles.removeYes"),
      okButtonProps: { danger: true },
      cancelText: t("ui:cancel"),
      onOk: () =>
        remove.mutateAsync(role.id).then(
          () => void message.success(t("settings:roles.removed")),
          (error: unknown) => void message.error(asRefusal(error).text(language), 8),
        ),
    });
  return <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={title} onClick={ask} />;
}

interface RowsProps extends Props {
  held: (role: Role) => Set<string>;
  onToggle: (role: Role, key: string) => void;
}

function Rows({ roles, permissions, mayWrite, held, onToggle }: RowsProps) {
  const label = useLabel();
  const areas = [...new Set(permissions.map(areaOf))];
  return areas.map((area) => {
    const inArea = permissions.filter((permission) => areaOf(permission) === area);
    const name = label(inArea[0]?.group) || area;
    return (
      <tbody key={area}>
        <tr className="hy-matrix-area">
          <th scope="rowgroup" colSpan={roles.length + 1}>
            {name}
          </th>
        </tr>
        {inArea.map((permission) => (
          <tr key={permission.key}>
            <th scope="row" title={permission.key}>
              {label(permission.label) || permission.key}
            </th>
            {roles.map((role) => (
              <td key={role.id}>
                <Checkbox
                  checked={held(role).has(permission.key)}
                  disabled={!mayWrite || role.builtin}
                  aria-label={`${label(role.label) || role.name}：${label(permission.label) || permission.key}`}
                  onChange={() => onToggle(role, permission.key)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    );
  });
}
