import { FunnelPlotOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/boards/lifecycle", load: () => import("./screens/Lifecycle") },
    { path: "/boards/rfm", load: () => import("./screens/Rfm") },
  ],
  nav: [
    {
      group: "customers",
      order: 40,
      to: "/boards/lifecycle",
      label: "boards:nav",
      icon: <FunnelPlotOutlined />,
      anyOf: ["segments.read"],
    },
  ],
} satisfies Feature;
