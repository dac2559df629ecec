import { AppstoreOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [{ path: "/", load: () => import("./screens/Overview") }],
  nav: [
    {
      group: "home",
      order: 1,
      to: "/",
      label: "overview:nav",
      icon: <AppstoreOutlined />,
      anyOf: ["insights.read"],
    },
  ],
} satisfies Feature;
