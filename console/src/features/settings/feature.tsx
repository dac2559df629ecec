import { SettingOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/settings", load: () => import("./screens/Start") },
    { path: "/settings/users", load: () => import("./screens/Users") },
    { path: "/settings/roles", load: () => import("./screens/Roles") },
    { path: "/settings/keys", load: () => import("./screens/Keys") },
    { path: "/settings/audit", load: () => import("./screens/Audit") },
    { path: "/settings/account", load: () => import("./screens/Account") },
  ],
  nav: [{ group: "settings", order: 90, to: "/settings", label: "settings:nav", icon: <SettingOutlined /> }],
} satisfies Feature;
