import { WechatOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/official-account", load: () => import("./screens/Home") },
    { path: "/official-account/:id/figures", load: () => import("./screens/Figures") },
    { path: "/official-account/:id/menu", load: () => import("./screens/Menu") },
    { path: "/official-account/:id/mass", load: () => import("./screens/Mass") },
    { path: "/official-account/:id/drafts", load: () => import("./screens/Drafts") },
    { path: "/official-account/:id/codes", load: () => import("./screens/Codes") },
    { path: "/official-account/:id/templates", load: () => import("./screens/Templates") },
  ],
  nav: [
    {
      group: "interact",
      order: 50,
      to: "/official-account",
      label: "official_account:nav",
      icon: <WechatOutlined />,
      anyOf: ["live_codes.read", "messages.read", "insights.read"],
    },
  ],
} satisfies Feature;
