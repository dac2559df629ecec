import { App, Button, Tag } from "antd";
import { useState } from "react";
import { asRefusal } from "@/api/refusal";
import { useMay } from "@/app/session";
import { useLabel, useLanguage, useText } from "@/i18n";
import { type Column, DataTable } from "@/ui/DataTable";
import { EmptyState } from "@/ui/EmptyState";
import { useListState } from "@/ui/listState";
import { Page } from "@/ui/Page";
import { When } from "@/ui/When";
import type { User } from "../model";
import { type LoginLink, LoginLinkOnce } from "../parts/LoginLinkOnce";
import { SettingsTabs } from "../parts/SettingsTabs";
import { UserDrawer } from "../parts/UserDrawer";
import { useLoginLinkFor, useStores, useUsers } from "../queries";

export default function Users() {
  const t = useText();
  const list = useListState();
  const query = useUsers(list);
  const mayWrite = useMay()("users.write");
  const makeLink = useLoginLinkFor();
  const language = useLanguage();
  const { message } = App.useApp();
  const [link, setLink] = useState<LoginLink | null>(null);
  const [editing, setEditing] = useState<User | "new" | null>(null);

  const giveLink = async (user: User) => {
    try {
      const { token } = await makeLink.mutateAsync(user.id);
      setLink({ name: user.name, token });
    } catch (error) {
      message.error(asRefusal(error).text(language));
    }
  };
  const columns = useColumns();
  return (
    <Page
      title={t("settings:users.title")}
      purpose={t("settings:users.purpose")}
      action={
        mayWrite && (
          <Button type="primary" onClick={() => setEditing("new")}>
            {t("settings:users.add")}
          </Button>
        )
      }
      bar={<SettingsTabs />}
    >
      <DataTable
        name="users"
        label={t("settings:users.title")}
        columns={columns}
        query={query}
        list={list}
        rowKey={(user) => user.id}
        onOpen={mayWrite ? setEditing : undefined}
        rowActions={(user) =>
          mayWrite && user.active
            ? [{ key: "link", label: t("settings:users.link"), onClick: () => void giveLink(user) }]
            : []
        }
        empty={<EmptyState title={t("settings:users.none")} />}
      />
      <LoginLinkOnce link={link} onClose={() => setLink(null)} />
      <UserDrawer editing={editing} onClose={() => setEditing(null)} />
    </Page>
  );
}

function useColumns(): Column<User>[] {
  const t = useText();
  const label = useLabel();
  const stores = useStores().data?.items ?? [];
  const scopeText = ({ scope }: User) => {
    const names = (scope.ids ?? []).map((id) => stores.find((store) => store.id === id)?.name ?? `#${id}`);
    const kind = t(`settings:scope.${scope.kind}`, { defaultValue: scope.kind });
    return scope.kind === "store" && names.length ? names.join("、") : kind;
  };
  return [
    { key: "name", title: t("settings:users.name"), width: 160, always: true, render: (user) => user.name },
    {
      key: "login",
      title: t("settings:users.login"),
      width: 160,
      render: (user) => <code>{user.login}</code>,
    },
    {
      key: "role",
      title: t("settings:users.role"),
      width: 120,
      render: (user) => label(user.role.label) || user.role.name,
    },
    { key: "scope", title: t("settings:users.scope"), width: 240, render: scopeText },
    {
      key: "active",
      title: t("settings:users.state"),
      width: 100,
      render: (user) =>
        user.active ? t("settings:users.active") : <Tag variant="filled">{t("settings:users.inactive")}</Tag>,
    },
    {
      key: "last",
      title: t("settings:users.last"),
      width: 140,
      render: (user) => <When at={user.last_login_at} none={t("settings:users.never")} />,
    },
  ];
}
