import { MobileOutlined, VideoCameraOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/mini-program", load: () => import("./screens/Links") },
    { path: "/mini-program/templates", load: () => import("./screens/Templates") },
    { path: "/mini-program/figures", load: () => import("./screens/Figures") },
    { path: "/shop", load: () => import("./screens/Lives") },
    { path: "/shop/orders", load: () => import("./screens/ShopOrders") },
  ],
  nav: [
    {
      group: "acquire",
      order: 40,
      to: "/mini-program",
      label: "mini_program:nav",
      icon: <MobileOutlined />,
      anyOf: ["messages.read"],
    },
    {
      group: "trade",
      order: 60,
      to: "/shop",
      label: "mini_program:shop.nav",
      icon: <VideoCameraOutlined />,
      anyOf: ["insights.read"],
    },
  ],
} satisfies Feature;
