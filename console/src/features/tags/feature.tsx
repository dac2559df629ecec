import { TagsOutlined } from "@ant-design/icons";
import type { Feature } from "@/app/feature";

export default {
  pages: [
    { path: "/tags", load: () => import("./screens/Tags") },
    { path: "/tags/usage", load: () => import("./screens/Usage") },
    { path: "/tags/quality", load: () => import("./screens/Quality") },
    { path: "/tags/sync", load: () => import("./screens/Sync") },
    { path: "/tags/actions", load: () => import("./screens/Actions") },
    { path: "/tags/:id", load: () => import("./screens/Tag") },
  ],
  nav: [
    {
      group: "customers",
      order: 20,
      to: "/tags",
      label: "tags:nav",
      icon: <TagsOutlined />,
      anyOf: ["tags.read"],
    },
  ],
} satisfies Feature;
