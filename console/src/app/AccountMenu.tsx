import { DesktopOutlined, LogoutOutlined, MoonOutlined, SunOutlined, UserOutlined } from "@ant-design/icons";
import { Avatar, Dropdown, type MenuProps } from "antd";
import { useNavigate } from "react-router";
import { useLabel, useText } from "@/i18n";
import { useLogout, useSession } from "./session";
import { type Preference, useAppearance } from "@/ui/theme";

export function AccountMenu() {
  const t = useText();
  const label = useLabel();
  const session = useSession();
  const logout = useLogout();
  const navigate = useNavigate();
  const { preference, prefer } = useAppearance();
  if (!session) return null;
  const { user } = session;
  const items: MenuProps["items"] = [
    {
      key: "who",
      type: "group",
      label: (
        <span className="hy-account-who">
          <b>{user.name}</b>
          <small>
            {user.login} · {label(user.role.label) || user.role.name}
          </small>
        </span>
      ),
    },
    { type: "divider" },
    {
      key: "appearance",
      type: "group",
      label: t("app:appearance.title"),
      children: [
        { key: "light", icon: <SunOutlined />, label: t("app:appearance.light") },
        { key: "dark", icon: <MoonOutlined />, label: t("app:appearance.dark") },
        { key: "system", icon: <DesktopOutlined />, label: t("app:appearance.system") },
      ],
    },
    { type: "divider" },
    { key: "account", icon: <UserOutlined />, label: t("app:ownAccount") },
    { key: "logout", icon: <LogoutOutlined />, label: t("app:logout") },
  ];
  return (
    <Dropdown
      trigger={["click"]}
      placement="bottomRight"
      menu={{
        items,
        selectable: true,
        selectedKeys: [preference],
        onClick: ({ key }) => {
          if (key === "logout") logout.mutate();
          else if (key === "account") void navigate("/settings/account");
          else prefer(key as Preference);
        },
      }}
    >
      <button type="button" className="hy-account" aria-label={t("app:account", { name: user.name })}>
        <Avatar size={26} style={{ fontSize: 13 }}>
          {user.name.slice(0, 1)}
        </Avatar>
      </button>
    </Dropdown>
  );
}
