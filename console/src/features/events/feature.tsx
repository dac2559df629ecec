import { ThunderboltOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/events", load: () => import("./screens/Catalog") },
    { path: "/events/live", load: () => import("./screens/Live") },
    { path: "/events/rejected", load: () => import("./screens/Rejected") },
  ],
  nav: [
    {
      group: "insight",
      order: 90,
      to: "/events",
      label: "events:nav",
      icon: <ThunderboltOutlined />,
      anyOf: ["events.read"],
    },
  ],
} satisfies Feature;
