import { SwapOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/handovers", load: () => import("./screens/Handovers") },
    { path: "/handovers/unassigned", load: () => import("./screens/Unassigned") },
  ],
  nav: [
    {
      group: "customers",
      order: 60,
      to: "/handovers",
      label: "handovers:nav",
      icon: <SwapOutlined />,
      anyOf: ["stores.read"],
    },
  ],
} satisfies Feature;
