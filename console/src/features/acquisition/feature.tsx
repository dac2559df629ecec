import { LinkOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/acquisition", load: () => import("./screens/Links") },
    { path: "/acquisition/:id", load: () => import("./screens/Link") },
  ],
  nav: [
    {
      group: "acquire",
      order: 20,
      to: "/acquisition",
      label: "acquisition:nav",
      icon: <LinkOutlined />,
      anyOf: ["live_codes.read"],
    },
  ],
} satisfies Feature;
